#!/usr/bin/env python3
"""structure_table.py FOLDER [PROGRAM]: what 50/50 does against 30/70 under every form of `structure:`.

FOLDER holds the merged results of scenarios/studies/every-structure.yaml, one folder per form. Writes a
table from `smartstart compare --csv` (whole region, everyone, last year) into docs/model/structure.md,
between its two marks; what is concluded from it, below, is by hand.
"""
import csv
import pathlib
import subprocess
import sys
import tempfile

from page_section import with_section

PAGE = pathlib.Path("docs/model/structure.md")
BASE, OTHER = "today-30-70", "shift-50-50"
OUTCOMES = {
    "unmet_need": "serious problems without help, %-points",
    "waiting_months": "months waited",
    "problem_serious": "serious problems, %-points",
    "placements": "away from home, %-points",
    "maltreatment": "maltreated, %-points",
    "mental_health_problems": "adults mentally ill, %-points",
    "cito_mean": "test score, points",
}
SIGNS = {"better": "better", "worse": "worse", "cannot_tell": "cannot tell",
         "no_relevant_difference": "no relevant difference", "identical": "exactly equal",
         "differs": "differs"}


def rows_of(program, folder):
    """The rows of the whole region in the last year, by outcome."""
    with tempfile.TemporaryDirectory() as room:
        table = pathlib.Path(room) / "compared.csv"
        subprocess.run([program, "compare", folder / f"{BASE}.h5", folder / f"{OTHER}.h5",
                        "--csv", table], check=True, stdout=subprocess.DEVNULL)
        with open(table, newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file)
                    if row["municipality_code"] == "region" and row["group"] == "all"]
    last = max(row["year"] for row in rows)
    return {row["outcome"]: row for row in rows if row["year"] == last}, last


def cell(row):
    factor = 100 if row["units"] == "1" else 1
    numbers = [factor * float(row[name])
               for name in ("difference", "difference_low_90", "difference_high_90")]
    middle, low, high = (f"{number:+.2f}" for number in numbers)
    return f"{middle} ({low} to {high}) {SIGNS.get(row['verdict'], row['verdict'])}"


def main():
    folder = pathlib.Path(sys.argv[1])
    program = sys.argv[2] if len(sys.argv) > 2 else "build/release/smartstart"
    forms = sorted(found.parent for found in folder.glob(f"*/{BASE}.h5"))
    if not forms:
        sys.exit(f"{folder}: no merged results of the study; run `smartstart merge {folder}` first.")
    # What is in use comes first, the others by name.
    forms.sort(key=lambda form: ("as-in-use" not in form.name, form.name))
    lines = ["| form | " + " | ".join(OUTCOMES.values()) + " |",
             "| --- |" + " --- |" * len(OUTCOMES)]
    for form in forms:
        rows, _ = rows_of(program, form)
        cells = [cell(rows[outcome]) for outcome in OUTCOMES]
        lines.append(f"| {form.name.removeprefix('structure-')} | " + " | ".join(cells) + " |")
    PAGE.write_text(with_section(PAGE.read_text(), "structure", "\n".join(lines)))
    print(f"{PAGE}: the table is renewed. Do the conclusions below it still hold?")


if __name__ == "__main__":
    main()
