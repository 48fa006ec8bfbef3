"""Solves the matrix in a file with scipy; prints the seconds and the total of the pairs made."""

import sys
import time

import numpy
from scipy.optimize import linear_sum_assignment

with open(sys.argv[1], "rb") as file:
    rows, columns = numpy.fromfile(file, numpy.int32, 2)
    seats = numpy.fromfile(file, numpy.int32, columns)
    cells = numpy.fromfile(file, numpy.int16, rows * columns).reshape(rows, columns)

# A forbidden pair costs more than all scores together, so as many pairs as possible are made first.
values = numpy.where(cells < 0, -10_000.0 * min(rows, seats.sum()) - 1.0, cells.astype(numpy.float64))
values = numpy.repeat(values, seats, axis=1)
owners = numpy.repeat(numpy.arange(columns), seats)

start = time.perf_counter()
chosen_rows, chosen_columns = linear_sum_assignment(values, maximize=True)
seconds = time.perf_counter() - start

scores = cells[chosen_rows, owners[chosen_columns]].astype(numpy.int64)
print(seconds, int(scores[scores >= 0].sum()))
