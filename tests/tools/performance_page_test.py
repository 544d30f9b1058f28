"""The page of measured results takes its numbers from what was printed, and keeps other sections."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

RUNS = """1.0 million person-years per CPU second
families-bench,1000,1,60000,0.30,0.31,10,abc
families-bench,1000,1,60000,0.20,0.21,12,abc
families-bench,1000,1,60000,0.10,0.11,11,abc
families-bench,1000,2,60000,0.25,0.15,13,abc
families-agreement,1000,24,51,1.02,2.50
"""


COUNTRY = """country,1/40
year,2021,9.000,1000000,500000,300
year,2022,12.000,1000000,500000,400
year,2023,13.200,1100000,500000,410
where-time-goes,1,2.0,410,abc
country,1/20
year,2022,22.000,2000000,500000,800
year,2023,24.200,2200000,500000,820
where-time-goes,1,2.0,820,def
country,1
year,2022,42.000,4000000,500000,1600
year,2023,55.440,4400000,500000,1600
"""


class Page(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "docs").mkdir()
        self.page = self.folder / "docs/performance.md"

    def write(self, text, section="families"):
        (self.folder / "runs.txt").write_text(text)
        return subprocess.run([sys.executable, ROOT / "tools/performance_page.py", section,
                               "runs.txt"], cwd=self.folder, capture_output=True, text=True,
                              check=False)

    def test_medians_and_rates_of_runs_and_their_agreement(self):
        done = self.write(RUNS)
        self.assertEqual(done.returncode, 0, done.stderr)
        text = self.page.read_text()
        self.assertIn("| 1,000 | 1 | 0.200 | 0.210 | 0.3 | 0.3 | 11 | abc | 3 |", text)
        self.assertIn("| 1,000 | 2 | 0.250 | 0.150 | 0.2 | 0.4 | 13 | abc | 1 |", text)
        self.assertIn("1.02 standard errors", text.replace("\n", " "))

    def test_a_second_writing_replaces_its_own_section_only(self):
        self.write(RUNS)
        self.page.write_text(self.page.read_text() + "\n## Another section\n\nIts text.\n")
        self.write(RUNS.replace("0.20,0.21", "0.29,0.21"))
        text = self.page.read_text()
        self.assertIn("Its text.", text)
        self.assertIn("| 1 | 0.290 |", text)
        self.assertNotIn("| 1 | 0.200 |", text)
        self.assertEqual(text.count("## families-bench"), 1)

    def test_a_page_that_has_a_section_twice_or_half_is_left_as_it_is(self):
        self.write(RUNS)
        once = self.page.read_text()
        for wrong in (once + once, once.replace("<!-- end of families -->", "")):
            self.page.write_text(wrong)
            done = self.write(RUNS)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("Nothing was written", done.stderr)
            self.assertEqual(self.page.read_text(), wrong)

    def test_a_busy_machine_is_told(self):
        self.write(RUNS)
        self.assertNotIn("Other work", self.page.read_text())
        self.write(RUNS.replace("0.20,0.21", "0.20,0.40").replace("0.30,0.31", "0.30,0.60"))
        self.assertIn("with one thread 50% of the time", self.page.read_text())

    def test_a_country_at_several_scales_and_what_a_million_people_more_cost(self):
        done = self.write(COUNTRY, "country")
        self.assertEqual(done.returncode, 0, done.stderr)
        text = self.page.read_text()
        self.assertIn("| 1/40 | 1,000,000 | 2021 to 2023 | 34 | 1000 | 1000 | 1.00 | 410 | 373 | abc |",
                      text)
        self.assertIn("| 1 | 4,000,000 | 2022 to 2023 | 97 | 875 | 1050 | 1.20 | 1,600 | 364 "
                      "| stopped before its end |", text)
        self.assertNotIn("Other work", text)
        self.write(COUNTRY + "load,1000.0\n", "country")
        self.assertIn("up to 1000 programs", self.page.read_text())
        # 25.2, 46.2 and 97.44 CPU s for two years.
        self.assertIn("costs 10.5 CPU s from 1,000,000 to 2,000,000 people, and 12.8 from there",
                      text.replace("\n", " "))

    def test_runs_of_different_digests_are_no_result(self):
        for wrong in (RUNS.replace("0.30,0.31,10,abc", "0.30,0.31,10,def"),
                      RUNS.replace("13,abc", "13,def")):
            done = self.write(wrong)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("digest", done.stderr)
            self.assertFalse(self.page.exists())


if __name__ == "__main__":
    unittest.main()
