#!/usr/bin/python3
"""The page of the report does in a browser what it promises.

Use: test_report.py MAKE_REPORT, the program made from make_report.cpp. Skipped, with a line that says
so, where Chromium is not installed (Debian: chromium and fonts-dejavu-core).
"""

import json
import os
import pathlib
import re
import string
import subprocess
import sys
import tempfile
import unittest

from browser import Browser, chromium

SKIPPED = 77  # what ctest takes for "skipped"
DESK, PHONE = 1280, 390
AXE = pathlib.Path(__file__).parent / "node_modules/axe-core/axe.min.js"
CHARTS = ("course-chart", "difference-chart", "balance-chart", "budget-chart")


LETTERS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"


def unpacked(text, step):
    """A line of numbers from its packed form (analysis/report/report_json.hpp)."""
    values, last, rest, times = [], 0, 0, 1
    for letter in text:
        if letter == ".":
            values.append(None)
            continue
        digit = LETTERS.index(letter)
        rest += digit % 32 * times
        times *= 32
        if digit < 32:
            last += -(rest // 2) if rest % 2 else rest // 2
            values.append(last * step)
            rest, times = 0, 1
    return values


def in_dutch(text):
    """The number in a Dutch text such as '−1.234,5 %-punt'."""
    found = re.search(r"[−-]?[\d.]+(?:,\d+)?", text)[0]
    return float(found.replace(".", "").replace(",", ".").replace("−", "-"))


class Page(unittest.TestCase):
    """The pages that make_report writes, one after the other in one browser."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="smartstart-pages-")
        cls.addClassCleanup(cls.folder.cleanup)
        subprocess.run([sys.argv[1], cls.folder.name], check=True)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def open(self, name, fragment="", width=DESK):
        self.browser.open(pathlib.Path(self.folder.name, name), fragment, width)

    def run_js(self, script):
        return self.browser.run(script)

    def text(self, selector):
        return self.run_js(f"document.querySelector({json.dumps(selector)}).textContent")

    def click(self, selector):
        self.run_js(f"document.querySelector({json.dumps(selector)}).click()")

    def choose(self, select, value):
        self.run_js(f"{{ const s = document.getElementById('{select}'); s.value = '{value}';"
                    " s.dispatchEvent(new Event('change')); }")

    def data(self):
        return json.loads(self.text("#data"))

    def test_draws_itself_without_complaints_or_requests(self):
        for name in ("plain.html", "full.html", "null.html", "one.html", "missing.html",
                     "drawn.html", "published.html"):
            for language in ("nl", "en"):
                for width in (DESK, PHONE):
                    with self.subTest(name=name, language=language, width=width):
                        self.open(name, f"#language={language}", width)
                        self.assertEqual(self.run_js("document.documentElement.dataset.drawn"),
                                         "yes")
                        self.assertEqual(self.browser.complaints, [])
                        self.assertEqual([url for url in self.browser.requests
                                          if not url.startswith(("file:", "data:", "about:"))], [])
                        self.assertLessEqual(
                            self.run_js("document.documentElement.scrollWidth"), width,
                            "the page is wider than its window")

    def test_may_not_fetch_anything(self):
        self.open("plain.html")
        said = self.run_js("fetch('data:text/plain,x').then(() => 'sent', () => 'refused')")
        self.assertEqual(said, "refused")

    def test_switches_between_dutch_and_english(self):
        self.open("plain.html")
        self.assertEqual(self.run_js("document.documentElement.lang"), "nl")
        self.assertIn("vergeleken met", self.text("h1"))
        dutch = self.text(".card .big")
        self.assertRegex(dutch, r"€\s\d+,\d+ miljoen")
        self.click("[data-language=en]")
        self.assertEqual(self.run_js("document.documentElement.lang"), "en")
        self.assertIn("compared with", self.text("h1"))
        self.assertRegex(self.text(".card .big"), r"€\d+\.\d+ million")
        self.assertIn("What would this page look like with a <real> result?",
                      self.text("#question"))

    def test_defines_the_outcome_and_marks_what_has_no_dutch(self):
        self.open("plain.html")
        self.assertEqual(self.text("#course > p.note"),
                         "Wat er geteld is: persons counted. Gedeeld door: persons who could be "
                         "counted. Definitie: made up for tests. ")
        self.assertEqual(self.run_js("document.querySelector('#course > p.note span').lang"), "en")
        self.click("[data-language=en]")
        self.assertIn("Divided by: persons who could be counted.", self.text("#course > p.note"))

    def test_no_text_is_left_without_its_value(self):
        for language in ("nl", "en"):
            self.open("plain.html", f"#language={language}")
            said = self.run_js("document.querySelector('main').textContent")
            for leftover in ("undefined", "NaN", "null", "[object", "{"):
                self.assertNotIn(leftover, said)

    def test_says_in_words_that_nothing_differs(self):
        self.open("null.html")
        self.assertIn("Er verschilt niets", self.text("#question"))
        self.assertIn("geen cent verschil", self.text("#answer"))
        self.assertIn("Er verschilt niets", self.text("#answer"))
        verdicts = self.run_js("[...document.querySelectorAll('#outcomes td .verdict')]"
                               ".map(found => found.textContent)")
        self.assertGreater(len(verdicts), 5)
        self.assertEqual({verdict.lstrip("=") for verdict in verdicts}, {"precies gelijk"})

    def test_sums_up_in_words_what_the_numbers_below_say(self):
        self.open("plain.html")
        rows = self.run_js("[...document.querySelectorAll('#answer table')][0]"
                           ".querySelectorAll('tbody tr').length")
        verdicts = {"Beter in 2045": "beter", "Slechter in 2045": "slechter",
                    "Niet te zeggen": "niet te zeggen", "Precies gelijk": "precies gelijk",
                    "Te klein om ertoe te doen": "geen relevant verschil"}
        told = dict(line.rstrip(".").split(": ", 1) for line in self.run_js(
            "[...document.querySelectorAll('#answer .short li')].map(line => line.textContent)"))
        money = told.pop("Geld, 2026–2045, latere jaren tellen 2,25% per jaar minder mee")
        self.assertIn(self.text(".card .big"), money)
        found = 0
        for heading, names in told.items():
            for name in names.replace(" en ", ", ").split(", "):
                row = self.run_js("[...document.querySelectorAll('#answer tbody tr')].find(row => row"
                                  f".textContent.toLowerCase().startsWith({json.dumps(name)}"
                                  ".toLowerCase())).textContent")
                self.assertIn(verdicts[heading], row)
                found += 1
        self.assertEqual(found, rows)

    def test_claims_no_range_for_one_replicate(self):
        self.open("one.html")
        self.assertIn("ten minste twee herhalingen", self.text("#answer"))
        self.assertIn("niet te zeggen", self.text("#answer"))
        self.open("one-draw.html")
        self.assertIn("ten minste twee trekkingen", self.text("#answer"))
        self.assertIn("ten minste twee trekkingen", self.text("#money"))
        self.assertNotIn("herhalingen nodig", self.text("#answer"))
        self.assertIn("zijn één keer getrokken", self.text("#sure"))
        self.assertNotIn("kan het beide kanten op", self.text("#sure"))
        self.assertIn("toeval beslist", self.text("#sure"))
        self.assertEqual(self.browser.complaints, [])

    def test_says_that_gaps_are_equal_where_there_is_no_range(self):
        self.open("one-equal.html")
        self.assertIn("precies gelijk", self.text("#fairness"))
        self.assertNotIn("niet te zeggen", self.text("#fairness"))
        self.open("one.html")
        self.assertIn("niet te zeggen", self.text("#fairness"))

    def test_tells_how_often_it_is_better_in_the_only_year(self):
        self.open("one-year.html")
        self.assertEqual(self.run_js("document.querySelectorAll('.chances thead th').length"), 2)
        self.assertEqual(self.browser.complaints, [])
        self.open("plain.html")
        self.assertGreater(self.run_js("document.querySelectorAll('.chances thead th').length"), 2)

    def test_shows_the_numbers_of_its_data(self):
        self.open("plain.html")
        data = self.data()
        outcome = next(i for i, found in enumerate(data["outcomes"])
                       if found["id"] == "youth_care_use")
        step, factor = data["outcomes"][outcome]["step"], data["outcomes"][outcome]["factor"]
        self.choose("outcome", outcome)
        self.choose("place", 2)
        self.run_js("document.getElementById('course-table').open = true")
        self.run_js("new Promise(done => setTimeout(done, 50))")
        row = self.run_js("[...document.querySelectorAll('#course-table tbody tr:nth-child(7) > *')]"
                          ".map(cell => cell.textContent)")
        self.assertEqual(row[0], "2031")
        lines = data["base"]["fans"][outcome][2]
        for cell, line in ((2, 0), (3, 3)):
            self.assertAlmostEqual(in_dutch(row[cell]), unpacked(lines[line], step)[6] * factor,
                                   delta=0.0501)
        columns = data["others"][0]["cells"][outcome][2]
        self.assertAlmostEqual(in_dutch(row[1]), unpacked(columns[0], step)[6] * factor,
                               delta=0.0501, msg="the line is the mean, as in the tables")
        mean = unpacked(columns[1], step)[-1] * factor
        shown = self.text("#outcomes tr.chosen td:nth-child(4)")
        self.assertAlmostEqual(in_dutch(shown), mean, delta=0.0501)

    def test_says_of_how_many_replicates_an_outcome_is(self):
        self.open("missing.html")
        told = "2 van de 3 herhalingen hebben een waarde"
        self.assertIn(f"niet te zeggen; {told}", self.text("#outcomes tr.chosen"))
        for chart in ("course-chart", "difference-chart"):
            self.assertIn(told, self.text(f"#{chart} + .told"))
        mean = re.search(r"gemiddeld ([\d,]+)%", self.text("#course-chart + .told"))[1]
        self.assertIn(f"{mean}%", self.text("#outcomes tr.chosen td:nth-child(2)"))
        self.assertIn(" van 2", self.text(".chances tbody tr:nth-child(2) td:last-child"))

    def test_tells_what_is_left_out_and_what_a_verdict_means(self):
        self.open("published.html", "#language=en")
        self.assertIn("‘Differs’: larger or smaller", self.text("#answer"))
        self.assertIn("left out (too few people)", self.text("#outcomes"))
        self.assertNotIn("nobody counted", self.text("#outcomes"))
        self.open("plain.html", "#language=en")
        self.assertNotIn("‘Differs’", self.text("#answer"))

    def test_tells_money_by_the_rate_that_the_reader_chose(self):
        self.open("plain.html", "#language=en")
        data = self.data()
        for rate in (0, 1, 2):
            self.click(f"#rate-{rate}")
            effort = data["others"][0]["effort"]["rates"][rate]
            told = self.text("#money > div:nth-of-type(2)")
            for key, where in (("back", "goes to back-end help"),
                               ("outside", "to all that is outside")):
                value = effort[key][0]
                wanted = f"€{abs(value):.2f} {'more' if value < 0 else 'less'} {where}"
                self.assertIn(wanted, told)
            self.assertIn("whole 90% interval", told)

    def test_speaks_of_draws_and_of_small_samples_as_they_are(self):
        self.open("drawn.html", "#language=en")
        self.assertIn("the difference itself lies with a chance of 90%", self.text("#course"))
        self.assertIn("--draws YOUR-POSTERIOR.h5", self.text("#again pre"))
        self.assertIn("no real name", self.text("#again"))
        self.assertIn("Of the households 1 in 400 was simulated", self.text("#sure"))
        self.assertNotIn("luck decides", self.text("#sure"))

    def test_no_table_leaves_its_card(self):
        for name, language in (("full.html", "nl"), ("full.html", "en"), ("missing.html", "nl")):
            for width in (375, 768, 1001, 1024, 1440):
                self.open(name, f"#language={language}", width)
                out = self.run_js("""[...document.querySelectorAll('section table')]
                    .filter((table) => !table.closest('.scroll')).filter((table) =>
                      table.getBoundingClientRect().right >
                      table.closest('section').getBoundingClientRect().right)
                    .map((table) => table.caption.textContent)""")
                self.assertEqual(out, [], f"{name}, {language}, {width} wide")
                self.assertIsNone(self.run_js("document.querySelector('#sure .scroll')"))

    def test_follows_what_the_reader_chooses(self):
        self.open("plain.html")
        before = self.run_js("document.querySelector('#course-chart .line.other')"
                             ".getAttribute('d')")
        self.click("#place-3")
        self.assertIn("Goirle", self.text("#course h2"))
        self.assertEqual(self.run_js("document.getElementById('place').value"), "3")
        self.choose("outcome", 0)
        self.assertIn("doorstroomtoets", self.text("#course h2"))
        self.assertNotEqual(before, self.run_js(
            "document.querySelector('#course-chart .line.other').getAttribute('d')"))
        self.choose("other", 1)
        self.assertIn("Verzonnen kleinere verschuiving", self.text("h1"))
        self.choose("year", 3)
        self.assertIn("2028", self.text("#outcomes caption"))
        address = self.run_js("location.hash")
        self.open("plain.html", address)
        self.assertIn("Goirle", self.text("#course h2"))
        self.assertIn("Verzonnen kleinere verschuiving", self.text("h1"))

    def test_can_be_read_with_the_keyboard(self):
        self.open("plain.html")
        self.run_js("document.getElementById('course-chart').focus()")
        self.browser.press("ArrowLeft")
        self.assertTrue(self.text("#course-chart + .told").startswith("2044"))
        self.browser.press("Home")
        self.assertTrue(self.text("#course-chart + .told").startswith("2025"))
        self.run_js("document.getElementById('place-1').focus()")
        self.browser.press("Enter")
        self.assertIn("Waalwijk", self.text("#course h2"))
        self.assertEqual(self.run_js("document.activeElement.id"), "place-1",
                         "the keyboard stays where it was")

    def test_every_chart_has_a_text_and_a_table(self):
        self.open("plain.html", "#language=en")
        for chart in CHARTS:
            label = self.run_js(f"document.querySelector('#{chart} svg').getAttribute('aria-label')")
            self.assertRegex(label, "2045")
            self.assertTrue(self.run_js(
                f"!!document.getElementById('{chart}').closest('figure').querySelector('details')"))
        nameless = self.run_js(
            "[...document.querySelectorAll('svg')].filter(found => found.getAttribute('aria-hidden')"
            " !== 'true' && !found.getAttribute('aria-label')).length")
        self.assertEqual(nameless, 0)
        unlabelled = self.run_js(
            "[...document.querySelectorAll('select')].filter(found => !found.labels.length).length")
        self.assertEqual(unlabelled, 0)

    def test_no_labels_of_an_axis_overlap_or_leave_their_chart(self):
        for width in (DESK, PHONE):
            for language in ("nl", "en"):
                self.open("plain.html", f"#language={language}", width)
                faults = self.run_js("""[...document.querySelectorAll('.chart svg, .mini svg')]
                    .flatMap((chart) => {
                      const room = chart.getBoundingClientRect();
                      const boxes = [...chart.querySelectorAll('.axes text')].map(
                        (text) => [text.textContent, text.getBoundingClientRect()]);
                      const out = boxes.filter(([, box]) => box.left < room.left - 1 ||
                        box.right > room.right + 1 || box.bottom > room.bottom + 1);
                      const over = boxes.filter(([, one], i) => boxes.some(([, two], j) => i < j &&
                        one.left < two.right && two.left < one.right &&
                        one.top + 3 < two.bottom && two.top + 3 < one.bottom));
                      return [...out, ...over].map(([text]) => text);
                    })""")
                self.assertEqual(faults, [], f"{language}, {width} wide")

    def test_colours_follow_the_way_an_outcome_should_go(self):
        self.open("plain.html")
        data = self.data()
        looks = {}
        for index, outcome in enumerate(data["outcomes"]):
            columns = data["others"][0]["cells"][index][len(data["places"])]
            verdict = unpacked(columns[3], 1)[-1]
            mean = unpacked(columns[1], 1)[-1]
            if verdict in (1, 2):
                looks[outcome["id"]] = (verdict == 1) == ((mean > 0) == (outcome["better"] == 0))
        self.assertGreater(len(looks), 3)
        self.assertEqual(set(looks.values()), {True})
        self.assertEqual(self.run_js("document.querySelectorAll('#outcomes .verdict.good').length"),
                         sum(1 for index, _ in enumerate(data["outcomes"]) if unpacked(
                             data["others"][0]["cells"][index][9][3], 1)[-1] == 1))

    def test_breaks_no_rule_of_axe(self):
        if not AXE.exists():
            self.skipTest("axe-core is not here; 'npm ci' in tests/report brings it")
        for name, width in (("full.html", DESK), ("plain.html", PHONE), ("null.html", DESK)):
            self.open(name, "", width)
            self.run_js("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            self.browser.run(AXE.read_text(encoding="utf-8") + "; 0")
            broken = self.run_js(
                "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
                ".then(found => found.violations.map(one => [one.id, one.nodes[0].html]))")
            self.assertEqual(broken, [], name)

    def test_shows_map_scorecard_and_studies_where_they_were_given(self):
        self.open("plain.html")
        self.assertEqual(self.run_js("document.querySelectorAll('#tiles .tile').length"), 9)
        self.assertTrue(self.run_js("document.getElementById('study').hidden"))
        self.assertIn("niet naast gepubliceerde cijfers", self.text("#score"))
        self.open("full.html")
        self.assertEqual(self.run_js("document.querySelectorAll('.land').length"), 9)
        self.assertIn("made-up outlines", self.text("#places"))
        self.assertIn("Van 3 gepubliceerde cijfers haalt het model er 2", self.text("#score"))
        self.assertEqual(self.run_js("published_figure(data.scorecard[2])"), "onder 10 van 1.200")
        missed = "made up count, Goirle2.0002.600 (2.500 tot 2.700)✗wijkt afook niemand"
        self.assertIn(missed, self.text("#score tbody"))
        self.assertIn("Verzonnen studie", self.text("#study"))
        self.assertIn("Opgeteld vanaf 2025.", self.text("#study"))
        self.assertEqual(self.run_js("document.querySelectorAll('#frontier .dot.on').length"), 2)
        self.run_js("{ const s = document.getElementById('lever-0'); s.value = 48;"
                    " s.dispatchEvent(new Event('input')); }")
        self.assertIn("voorkant 50 % (afstand 0,10)", self.text(".explorer .told"))

    def test_opens_a_municipality_from_its_tile_or_outline(self):
        self.open("plain.html")
        self.click("#tile-3")
        self.assertIn("Goirle", self.text("#course h2"))
        self.open("full.html")
        self.run_js("document.getElementById('land-2').focus()")
        self.browser.press("Enter")
        self.assertIn("Heusden", self.text("#course h2"))

    def test_gives_a_table_as_csv(self):
        self.open("plain.html")
        lines = self.run_js("csv_of(document.querySelector('#answer table'))").split("\r\n")
        self.assertEqual(lines[0], "Uitkomst;Verschil;90%-interval;Oordeel")
        self.assertEqual(len(lines), 1 + len(self.data()["headlines"]))
        self.assertNotIn("−", "".join(lines), "spreadsheets take a plain minus only")
        self.assertTrue(self.run_js("[...document.querySelectorAll('.with-csv')]"
                                    ".every(found => found.querySelector('.csv'))"))

    def test_can_be_pictured(self):
        """With SMARTSTART_BLESS the pictures of docs/pictures are made anew."""
        folder = pathlib.Path(self.folder.name)
        if os.environ.get("SMARTSTART_BLESS"):
            folder = pathlib.Path(__file__).parents[2] / "docs/pictures"
            folder.mkdir(exist_ok=True)
        for name, width in (("desk", DESK), ("phone", PHONE)):
            self.open("plain.html", "#language=en", width)
            file = folder / f"report-{name}.png"
            self.browser.picture(file, 1400)
            self.assertEqual(file.read_bytes()[1:4], b"PNG")

    def test_prints_on_a_few_pages(self):
        self.open("plain.html")
        file = pathlib.Path(self.folder.name, "report.pdf")
        self.browser.print_to(file)
        pages = len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))
        self.assertIn(pages, range(4, 13))
        self.assertEqual(self.browser.complaints, [])


if __name__ == "__main__":
    if chromium() is None:
        print("skipped: there is no Chromium here (Debian: chromium, fonts-dejavu-core)")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])
