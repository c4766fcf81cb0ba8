"""Times numpy.linalg.lstsq on a design and a response written as raw doubles, column by column.

usage: least_squares.py DESIGN RESPONSE ROWS COLUMNS REPETITIONS

Prints `version`, a line `time lstsq WALL CPU` per repetition after one that is not counted, and a
line `values lstsq` with the coefficients, separated by tabs.
"""

import sys
import time

import numpy


def main():
    rows, columns, repetitions = map(int, sys.argv[3:6])
    design = numpy.fromfile(sys.argv[1]).reshape((rows, columns), order="F")
    response = numpy.fromfile(sys.argv[2])
    print(f"version\tnumpy {numpy.__version__}")
    for repetition in range(repetitions + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        solution = numpy.linalg.lstsq(design, response, rcond=None)[0]
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        if repetition > 0:
            print(f"time\tlstsq\t{wall}\t{cpu}")
    print("values\tlstsq\t" + "\t".join(repr(float(x)) for x in solution))


main()
