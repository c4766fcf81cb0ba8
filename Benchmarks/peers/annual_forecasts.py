"""Times statsforecast on the annual table, one thread, series by series.

usage: annual_forecasts.py TABLE SERIES HORIZON REPETITIONS

Prints `version`, then a line `time NAME WALL CPU` per repetition, separated by tabs. The models are
called without the data frames around them, which is in their favour.
"""

import sys
import time

import numpy
import statsforecast
from statsforecast.models import AutoETS, DynamicOptimizedTheta


def main():
    path, count, horizon, repetitions = sys.argv[1], *map(int, sys.argv[2:5])
    with open(path) as file:
        next(file)
        rows = [line.rstrip("\n").split(",")[1:] for line in file if line.strip()]
    series = [numpy.array(row, dtype=float) for row in rows[:count]]
    print(f"version\tstatsforecast {statsforecast.__version__}")
    for name, model in (
        ("AutoETS", AutoETS(season_length=1)),
        ("DynamicOptimizedTheta", DynamicOptimizedTheta(season_length=1)),
    ):
        for values in series[:50]:
            model.forecast(y=values, h=horizon, level=[80, 95])
        for _ in range(repetitions):
            wall, cpu = time.perf_counter(), time.process_time()
            for values in series:
                model.forecast(y=values, h=horizon, level=[80, 95])
            print(f"time\t{name}\t{time.perf_counter() - wall}\t{time.process_time() - cpu}")


main()
