"""Three rounds of pure-Python Munkres on the matrix in a file, each without the pairs of the rounds before; prints the seconds and the first round's total."""

import sys
import time

import numpy
from munkres import Munkres

ROUNDS = 3

with open(sys.argv[1], "rb") as file:
    rows, columns = (int(size) for size in numpy.fromfile(file, numpy.int32, 2))
    numpy.fromfile(file, numpy.int32, columns)
    cells = numpy.fromfile(file, numpy.int16, rows * columns).reshape(rows, columns).astype(int).tolist()

# A forbidden pair costs more than all scores together, so as many pairs as possible are made first.
forbidden = 10_000 * min(rows, columns) + 1
costs = [[10_000 - cell if cell >= 0 else forbidden for cell in row] for row in cells]

seconds = 0.0
first = 0
for number in range(ROUNDS):
    start = time.perf_counter()
    chosen = Munkres().compute(costs)
    seconds += time.perf_counter() - start
    if number == 0:
        first = sum(cells[row][column] for row, column in chosen if cells[row][column] >= 0)
    for row, column in chosen:
        costs[row][column] = forbidden
print(seconds, first)
