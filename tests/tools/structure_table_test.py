"""The table of forms goes between its marks, and the rest of the page stays."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = "docs/model/structure.md"

# Stands for `smartstart compare BASE OTHER --csv FILE`.
PROGRAM = """#!/bin/sh
echo municipality_code,group,year,outcome,units,difference,difference_low_90,difference_high_90,verdict > "$5"
for outcome in unmet_need waiting_months problem_serious placements maltreatment \\
        mental_health_problems cito_mean; do
    echo "region,all,2065,$outcome,1,0.5,0.25,0.75,worse" >> "$5"
done
"""


class Table(unittest.TestCase):
    def test_stands_between_its_marks_once_however_often_it_is_made(self):
        folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        before = (ROOT / PAGE).read_text()
        (folder / "docs/model").mkdir(parents=True)
        (folder / PAGE).write_text(before)
        (folder / "program").write_text(PROGRAM)
        (folder / "program").chmod(0o755)
        for form in ("structure-as-in-use", "structure-risks-threshold"):
            (folder / "results" / form).mkdir(parents=True)
            (folder / "results" / form / "today-30-70.h5").write_text("")
        for _ in range(2):
            subprocess.run([sys.executable, ROOT / "tools/structure_table.py", "results",
                            "./program"], cwd=folder, check=True, capture_output=True)
        after = (folder / PAGE).read_text()
        mark, end = "<!-- measured: structure -->", "<!-- end of structure -->"
        self.assertEqual(after.split(mark)[0], before.split(mark)[0])
        self.assertEqual(after.split(end)[1], before.split(end)[1])
        table = after.split(mark)[1].split(end)[0].strip().splitlines()
        self.assertEqual(len(table), 4)
        self.assertTrue(table[2].startswith("| as-in-use | +50.00 (+25.00 to +75.00) worse |"))


if __name__ == "__main__":
    unittest.main()
