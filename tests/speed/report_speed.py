#!/usr/bin/python3
"""How long the page of a large comparison takes, and how large it is.

Use: report_speed.py SMARTSTART [FOLDER]

Compares two scenarios of 100 replicates, 40 years and nine municipalities. Their results are made in
FOLDER (default: build/large) when they are not there yet, at 1/200 of the households, which takes a
few minutes; at 1/20 a result has the same numbers in 1.6 times the bytes. Tells: the seconds of
`compare --report` (least of three), the size of the page, and the milliseconds from opening it in a
headless Chromium until the first chart is on the screen, and until all are: the most of five
openings, of which the first is in a browser just started. The last line is for machines.
"""

import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "report"))
from browser import Browser, chromium  # noqa: E402: its folder is known only now

SCENARIOS = ("today-30-70", "shift-50-50")


def make_results(program, folder):
    """Lives both scenarios."""
    files = [str(HERE.parents[1] / "scenarios" / f"{name}.yaml") for name in SCENARIOS]
    subprocess.run([program, "run", *files, "--replicates", "100", "--years", "2025-2064",
                    "--scale", "1/200", "--output", str(folder)], check=True)


def seconds_to_compare(program, results, page):
    """Wall-clock seconds of one comparison with its page."""
    before = time.monotonic()
    subprocess.run([program, "compare", *results, "--report", str(page), "--force"], check=True,
                   stdout=subprocess.DEVNULL)
    return time.monotonic() - before


def milliseconds_to_charts(browser, page):
    """From the start of opening the page until its first chart, and until two frames after all."""
    browser.open(page)
    return browser.run('[performance.getEntriesByName("first chart")[0].startTime, performance.now()]')


def main(program, folder):
    """Measures and tells."""
    results = [str(folder / f"{name}.h5") for name in SCENARIOS]
    if not all(pathlib.Path(name).exists() for name in results):
        make_results(program, folder)
    page = folder / "report.html"
    seconds = min(seconds_to_compare(program, results, page) for _ in range(3))
    size = page.stat().st_size
    print(f"compare --report: {seconds:.2f} s for results of "
          f"{sum(pathlib.Path(name).stat().st_size for name in results) / 1e6:.0f} MB")
    print(f"the page: {size / 1e6:.2f} MB")
    first = all_charts = float("nan")
    if chromium() is None:
        print("no Chromium here: not opened")
    else:
        browser = Browser()
        try:
            opened = [milliseconds_to_charts(browser, page) for _ in range(5)]
            first, all_charts = (max(times) for times in zip(*opened))
            count = browser.run("document.querySelectorAll('main svg').length")
            print(f"in Chromium: {first:.0f} ms until the first chart, "
                  f"{all_charts:.0f} ms until all {count}")
        finally:
            browser.close()
    print(f"report-speed,{seconds:.3f},{size},{first:.0f},{all_charts:.0f}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else "build/large"))
