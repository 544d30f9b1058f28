#!/usr/bin/env python3
"""Lives families-bench with many seeds and holds means against the expected ones.

    tools/families_agreement.py [PROGRAM] [--seeds 24]

For every quantity and year of tests/speed/families/expected.csv it prints the mean and spread over
seeds, and z: the difference in standard errors of both means together. If both programs simulate the
same model, z is standard normal: its root mean square is about 1. The last line is for machines:
families-agreement,people,seeds,quantities,rms,largest
"""

import argparse
import csv
import math
import pathlib
import statistics
import subprocess
import sys
import tempfile

PROGRAM = "build/release/tests/speed/families_bench"
EXPECTED = pathlib.Path("tests/speed/families/expected.csv")
LARGEST = 4.0
RMS = 1.3


def expected():
    """{(year, quantity): (mean, spread, seeds)}, and the number of people."""
    with EXPECTED.open(newline="") as file:
        rows = list(csv.DictReader(file))
    people = {int(row["people"]) for row in rows}
    if len(people) != 1:
        sys.exit(f"{EXPECTED}: rows of {len(people)} sizes; all must be of one.")
    return people.pop(), {(int(row["year"]), row["quantity"]):
                          (float(row["mean"]), float(row["sd_over_seeds"]), int(row["seeds"]))
                          for row in rows}


def lived(program, people, years, seed):
    """{(year, quantity): value} of one run."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "years.csv"
        subprocess.run([program, "--people", str(people), "--years", str(years), "--seed",
                        str(seed), "--csv", str(path)], check=True, stdout=subprocess.DEVNULL)
        with path.open(newline="") as file:
            return {(int(row["t"]), name): float(value)
                    for row in csv.DictReader(file) for name, value in row.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", default=PROGRAM)
    parser.add_argument("--seeds", type=int, default=24)
    given = parser.parse_args()
    people, known = expected()
    years = max(year for year, _ in known)
    runs = [lived(given.program, people, years, seed) for seed in range(1, given.seeds + 1)]
    scores = []
    print(f"{'year':>4} {'quantity':<12}{'expected':>14}{'here':>14}{'sd there':>12}{'sd here':>12}"
          f"{'z':>8}")
    for (year, quantity), (mean, spread, seeds) in known.items():
        values = [run[year, quantity] for run in runs]
        here, spread_here = statistics.mean(values), statistics.stdev(values)
        error = math.sqrt(spread**2 / seeds + spread_here**2 / len(values))
        scores.append((here - mean) / error)
        print(f"{year:>4} {quantity:<12}{mean:>14.6g}{here:>14.6g}{spread:>12.4g}"
              f"{spread_here:>12.4g}{scores[-1]:>8.2f}")
    rms = math.sqrt(statistics.mean(score**2 for score in scores))
    largest = max(map(abs, scores))
    print(f"families-agreement,{people},{len(runs)},{len(scores)},{rms:.2f},{largest:.2f}")
    return 0 if rms < RMS and largest < LARGEST else 1


if __name__ == "__main__":
    sys.exit(main())
