#!/usr/bin/python3
"""Figures read off the page by machine are those of the result files, computed anew with h5py.

Use: test_figures.py MAKE_REPORT. Skipped where Chromium or h5py is not installed.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from browser import Browser, chromium

SKIPPED = 77  # what ctest takes for "skipped"

try:
    import h5py
    import numpy
except ImportError:
    h5py = None

RATE = 0.0225


def in_dutch(text):
    """The first number in a Dutch text such as '−1.234,5 %-punt'."""
    found = re.search(r"[−-]?[\d.]+(?:,\d+)?", text)[0]
    return float(found.replace(".", "").replace(",", ".").replace("−", "-"))


class Figures(unittest.TestCase):
    """The page with an effect, and the two results it was made from."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="smartstart-figures-")
        cls.addClassCleanup(cls.folder.cleanup)
        subprocess.run([sys.argv[1], cls.folder.name], check=True)
        cls.base, cls.other = (h5py.File(pathlib.Path(cls.folder.name, name))
                               for name in ("base.h5", "other.h5"))
        cls.addClassCleanup(cls.base.close)
        cls.addClassCleanup(cls.other.close)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.open("plain.html")

    def open(self, name, width=1280):
        self.browser.open(pathlib.Path(self.folder.name, name), "", width)

    def text(self, selector):
        return self.browser.run(f"document.querySelector({selector!r}).textContent")

    def more_cents(self):
        """Cents that the other paid more: (replicate, year, municipality, payer, item, side)."""
        return self.other["ledger/cents"][:] - self.base["ledger/cents"][:]

    def share(self, result, outcome, group=0):
        """Values of the whole region: (replicate, year)."""
        above, below = (result[f"counts/{outcome}_{part}"][:, :, :, group].sum(axis=2)
                        for part in ("numerator", "denominator"))
        return above / below

    def test_net_cost_on_the_first_card(self):
        yearly = self.more_cents().sum(axis=(2, 3, 4, 5)) / 100
        start = int(numpy.argmax((self.more_cents() != 0).any(axis=(0, 2, 3, 4, 5))))
        worth = (1 + RATE) ** -numpy.arange(yearly.shape[1] - start)
        net = (yearly[:, start:] * worth).sum(axis=1).mean() / 1e6
        shown = self.text("#answer .card:nth-child(1) .big")
        self.assertAlmostEqual(in_dutch(shown), abs(net), delta=abs(net) * 0.005 + 0.005)
        self.assertIn("goedkoper" if net < 0 else "duurder", shown)

    def test_chance_of_earning_back_on_the_second_card(self):
        total = self.more_cents().sum(axis=(2, 3, 4, 5)).cumsum(axis=1)
        hits = (total[:, -1] <= 0).mean() * 100
        self.assertAlmostEqual(in_dutch(self.text("#answer .card:nth-child(2) .big")), hits,
                               delta=0.51)

    def test_difference_of_children_placed_on_the_third_card(self):
        difference = (self.share(self.other, "placements") -
                      self.share(self.base, "placements"))[:, -1].mean() * 100
        self.assertAlmostEqual(in_dutch(self.text("#answer .card:nth-child(3) .big")), difference,
                               delta=0.0051)

    def test_person_years_in_the_table_of_gains(self):
        row = self.browser.run(
            "[...document.querySelectorAll('#money .stacked tbody tr')].map(row => "
            "[...row.children].map(cell => cell.textContent)).find(row => row[0].includes("
            "'Uithuisgeplaatste'))")
        more = (self.other["counts/placements_numerator"][:, :, :, 0] -
                self.base["counts/placements_numerator"][:, :, :, 0]).sum(axis=(1, 2)).mean()
        self.assertAlmostEqual(in_dutch(row[1]), more, delta=0.51)

    def test_total_of_the_waterfall(self):
        more = self.more_cents().sum(axis=(1, 2, 3, 4, 5)).mean() / 1e8
        shown = self.text("#waterfall .row:last-child .text")
        self.assertAlmostEqual(in_dutch(shown), more, delta=0.51)
        self.assertIn("2025–2045 samen", self.text("#items-table summary"))

    def test_which_way_money_goes_where_the_front_is_cheaper(self):
        more = -self.more_cents().sum(axis=(1, 2, 3, 4)).mean(axis=0)
        front, back, outside = more
        self.assertTrue(front < 0 < back and outside > 0)
        self.open("reversed.html")
        self.browser.run("document.getElementById('rate-0').click()")
        told = self.text("#money > div:nth-of-type(2)")
        for cents, where in ((back, "naar hulp aan de achterkant"), (outside, "naar alles buiten")):
            euros = f"{abs(cents / front):.2f}".replace(".", ",")
            self.assertIn(f"€\xa0{euros} meer {where}", told)
        self.assertIn("Voor elke euro minder daar", told)

    def test_both_ends_of_a_range_that_is_not_even(self):
        low, high = self.browser.run(
            "(({low, high}) => [low, high])(cell_at(columns_of(['U', 'K', 'I', 'C', '', '', '',"
            " 'C'], 1), 0))")
        self.assertEqual([low, high], [5 - 1, 5 + 4])
        low, high = self.browser.run(
            "(({low, high}) => [low, high])(cell_at(columns_of(['U', 'K', 'I', 'C', '', '', '',"
            " ''], 1), 0))")
        self.assertEqual([low, high], [5 - 4, 5 + 4])

    def test_every_number_on_a_phone_says_of_what_it_is(self):
        self.open("plain.html", 375)
        bare = self.browser.run("""[...document.querySelectorAll('.stacked td')]
            .filter((cell) => getComputedStyle(cell, '::before').display === 'none')
            .map((cell) => { const copy = cell.cloneNode(true);
              copy.querySelectorAll('.verdict').forEach((verdict) => verdict.remove());
              return copy.textContent.trim(); }).filter((text) => text !== '')""")
        self.assertEqual(bare, [])

    def test_what_is_left_out_is_not_called_uncounted(self):
        self.open("published.html")
        card = self.text("#answer .card:nth-child(3)")
        self.assertIn("weggelaten (te weinig mensen)", card)
        self.assertNotIn("twee herhalingen", card)
        self.assertIn("weggelaten (te weinig mensen)", self.text("#groups"))
        self.browser.run("other_now().fairness = [];"
                         "render_fairness(document.getElementById('fairness'))")
        self.assertIn("weggelaten (te weinig mensen)", self.text("#fairness"))

    def test_gaps_that_some_replicates_lack_cannot_be_told(self):
        narrower = "[0, [[2, 1.9, 2.1], [1, 0.9, 1.1], [-1, -1.1, -0.9]], [], {}]"
        told = [self.browser.run(f"gap_verdict({narrower.format(missing)})[2]")
                for missing in (0, 1)]
        self.assertEqual(told[0], "kloof kleiner")
        self.assertRegex(told[1], r"^niet te zeggen; .*herhaling")

    def test_no_more_replicates_are_told_than_anybody_makes(self):
        told = [self.browser.run("show_cell_verdict({verdict: verdict.unsure, count: 0, "
                                 f"more: {more}}})") for more in (1, 1000, 880379)]
        self.assertEqual(told, ["niet te zeggen; nog 1 herhaling nodig",
                                "niet te zeggen; nog 1.000 herhalingen nodig",
                                "niet te zeggen; nog meer dan 1.000 herhalingen nodig"])

    def test_small_shares_are_not_nothing_and_a_row_has_decimals_of_one_kind(self):
        told = self.browser.run("[0, 0.0018, 0.36, null].map(show_part)")
        self.assertEqual(told, ["0%", "0,2%", "36%", "–"])
        told = self.browser.run("[0.025, 0.0156, 0.027].map("
                                "(value) => score_number({share: true, figure: 0.025}, value))")
        self.assertEqual(told, ["2,5%", "1,6%", "2,7%"])

    def test_a_range_on_one_side_of_zero_is_seen_to_be_so(self):
        told = self.browser.run(
            "[verdict.worse, verdict.unsure].map((found) => show_range({factor: 100, decimals: 2},"
            " {verdict: found, low: 0.00003, high: 0.0005}))")
        self.assertEqual(told, ["+0,003 tot +0,05", "0,00 tot +0,05"])

    def test_no_caption_lies_under_a_button(self):
        for width in (375, 1440):
            self.open("plain.html", width)
            hidden = self.browser.run("""(async () => {
                document.querySelectorAll('details').forEach((part) => { part.open = true; });
                await new Promise((done) => setTimeout(done, 300));
                return [...document.querySelectorAll('.with-csv')].filter((part) => {
                  const text = document.createRange();
                  text.selectNodeContents(part.querySelector('caption'));
                  const button = part.querySelector('.csv').getBoundingClientRect();
                  return [...text.getClientRects()].some((line) => line.right > button.left &&
                    line.top < button.bottom && button.top < line.bottom);
                }).map((part) => part.querySelector('caption').textContent); })()""")
            self.assertEqual(hidden, [], f"{width} wide")

    def test_gap_between_poor_and_rich(self):
        groups = [label.decode() if isinstance(label, bytes) else label
                  for label in self.base["group"][:]]
        low, high = groups.index("income quintile 1"), groups.index("income quintile 5")
        gap = (self.share(self.base, "placements", low) -
               self.share(self.base, "placements", high))[:, -1].mean() * 100
        row = self.browser.run(
            "[...document.querySelectorAll('#fairness .stacked tbody tr')].map(row => "
            "[...row.children].map(cell => cell.textContent)).find(row => row[0].includes("
            "'Uithuisgeplaatste'))")
        self.assertAlmostEqual(in_dutch(row[1]), gap, delta=0.0051)


if __name__ == "__main__":
    if chromium() is None or h5py is None:
        print("skipped: it takes Chromium and h5py (Debian: chromium, python3-h5py)")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])
