"""Solves the square matrix in a file with pure-Python Munkres; prints the seconds and the total."""

import sys
import time

import numpy
from munkres import Munkres

with open(sys.argv[1], "rb") as file:
    rows, columns = (int(size) for size in numpy.fromfile(file, numpy.int32, 2))
    numpy.fromfile(file, numpy.int32, columns)
    cells = numpy.fromfile(file, numpy.int16, rows * columns).reshape(rows, columns).astype(int).tolist()

costs = [[10_000 - cell for cell in row] for row in cells]
start = time.perf_counter()
chosen = Munkres().compute(costs)
print(time.perf_counter() - start, sum(cells[row][column] for row, column in chosen))
