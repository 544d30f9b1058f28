#!/usr/bin/env python3
"""Writes what was measured into docs/performance.md: no number on that page is typed by hand.

    tools/performance_page.py SECTION FILE

FILE holds what the programs of `./dev bench` printed. Their lines for machines become a section of
the page; the other sections stay. Each says on which machine, with which compiler and at which commit
it was measured. A new section is a function here, named in SECTIONS.
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys

import performance_models
from page_section import with_section
from performance_models import lines_of

PAGE = pathlib.Path("docs/performance.md")
BUILD = pathlib.Path("build/release")
HEAD = """# Performance

Made by `./dev bench`; what is between two marks is written by it. CPU seconds are user and system
together; every rate stands beside the digest of the values that were computed.
"""


def processor():
    """Such as '2 x AMD EPYC, 16 GB'."""
    text = pathlib.Path("/proc/cpuinfo").read_text()
    model = re.search(r"(?m)^model name\s*:\s*(.+)$", text)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} x {model[1] if model else 'unknown processor'}, {memory:.0f} GB"


def compiler():
    """Such as 'GNU 12.2.0', as CMake found it."""
    for file in BUILD.glob("CMakeFiles/*/CMakeCXXCompiler.cmake"):
        text = file.read_text()
        found = [re.search(rf'set\(CMAKE_CXX_COMPILER_{what} "([^"]+)"\)', text)
                 for what in ("ID", "VERSION")]
        if all(found):
            return " ".join(match[1] for match in found)
    return "unknown compiler"


def commit():
    """The short name of the commit, and whether files differ from it."""
    def git(*words):
        return subprocess.run(["git", *words], capture_output=True, text=True,
                              check=True).stdout.strip()
    try:
        changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", f":!{PAGE}")
        return f"commit {git('rev-parse', '--short', 'HEAD')}{' and changes' if changed else ''}"
    except (OSError, subprocess.CalledProcessError):
        return "unknown commit"


def median_of_runs(runs):
    """(CPU s, wall s, MB) of equal runs, and their digest, which must be one."""
    digests = {run[-1] for run in runs}
    if len(digests) != 1:
        sys.exit(f"equal runs gave {len(digests)} digests: {', '.join(sorted(digests))}.")
    return [statistics.median(float(run[at]) for run in runs) for at in (0, 1, 2)], digests.pop()


def disturbed(cpu, wall):
    """A sentence for when runs on one thread had to wait for the processor, or nothing."""
    waited = 1.0 - cpu / wall
    if waited < 0.1:
        return []
    return [f"Other work ran on this machine meanwhile: with one thread {waited:.0%} of the time passed "
            "in\nwaiting. Wall seconds are too long for that reason, CPU seconds a little."]


def families(text):
    """families-bench: the runs by number of people and threads, and the agreement."""
    runs = {}
    for people, threads, person_years, *measured in lines_of(text, "families-bench"):
        runs.setdefault((int(people), int(threads), int(person_years)), []).append(measured)
    rows, digests, alone = [], {}, []
    for (people, threads, person_years), measured in sorted(runs.items()):
        (cpu, wall, memory), digest = median_of_runs(measured)
        if threads == 1:
            alone = [cpu, wall]
        if digests.setdefault(people, digest) != digest:
            sys.exit(f"families-bench of {people} people has another digest at {threads} threads.")
        rows.append(f"| {people:,} | {threads} | {cpu:.3f} | {wall:.3f} "
                    f"| {1e-6 * person_years / cpu:.1f} | {1e-6 * person_years / wall:.1f} "
                    f"| {memory:.0f} | {digest} | {len(measured)} |")
    text_of = ["## families-bench",
               "A [small common workload](../tests/speed/families/README.md) on the engine's public "
               "headers,\nfor comparing engines: a second model, sixty years. Medians of the runs.",
               "| people | threads | CPU s | wall s | million person-years per CPU s "
               "| per wall s | MB | digest | runs |\n" + "| ---: " * 7 + "| --- | ---: |\n"
               + "\n".join(rows)]
    for people, seeds, quantities, rms, largest in lines_of(text, "families-agreement"):
        text_of.append(f"Agreement with the expected values: {quantities} means over {seeds} seeds of "
                       f"{int(people):,} people differ by\n{rms} standard errors (root mean square; 1 "
                       f"is chance), the largest by {largest}.")
    return text_of + (disturbed(*alone) if alone else [])


YEAR = re.compile(r"(?m)^year,(\d+),([\d.]+),(\d+),\d+,([\d.]+)$")


def country(text):
    """The whole country at several scales: each run begins with a line 'country,SCALE'."""
    base = 2022
    rows, costs = [], {}
    for scale, run in zip(*[iter(re.split(r"(?m)^country,(.+)$", text)[1:])] * 2):
        lived = [(int(year), float(cpu), int(people), float(peak))
                 for year, cpu, people, peak in YEAR.findall(run)]
        years = [one for one in lived if one[0] >= base]
        each = [1e9 * cpu / (12 * people) for _, cpu, people, _ in years]
        whole = lines_of(run, "where-time-goes")
        peak, people = max(one[3] for one in lived), years[0][2]
        costs[people] = {year: cpu for year, cpu, _, _ in years}
        rows.append(f"| {scale} | {people:,} | {lived[0][0]} to {lived[-1][0]} "
                    f"| {sum(one[1] for one in lived):.0f} | {each[0]:.0f} | {each[-1]:.0f} "
                    f"| {each[-1] / each[0]:.2f} | {peak:,.0f} | {1e6 * peak / years[-1][2]:.0f} "
                    f"| {whole[0][-1][:16] if whole else 'stopped before its end'} |")
    text_of = ["## The Netherlands",
               f"`netherlands-30-70.yaml`, one replicate; people of {base}, a first and last year from "
               f"{base} on in ns per\nperson and month. Memory is everything that the program had at "
               "its largest.",
               "| scale | people | years | CPU s of the years | ns, first | ns, last | last / first "
               "| peak MB | bytes per person | digest |\n| --- | ---: | --- " + "| ---: " * 6
               + "| --- |\n" + "\n".join(rows)]
    sizes = sorted(costs)[:3]
    if len(sizes) == 3:
        shared = set.intersection(*(set(costs[size]) for size in sizes))
        cost = [sum(costs[size][year] for year in shared) for size in sizes]
        more = [1e6 * (cost[i + 1] - cost[i]) / (sizes[i + 1] - sizes[i]) / len(shared) for i in (0, 1)]
        text_of.append(f"A year of a million people more costs {more[0]:.1f} CPU s from {sizes[0]:,} to "
                       f"{sizes[1]:,} people, and\n{more[1]:.1f} from there to {sizes[2]:,}.")
    loads = [float(load) for load, in lines_of(text, "load")]
    if loads and max(loads) > 1.5 * os.cpu_count():
        text_of.append(f"Other work ran on this machine meanwhile: up to {max(loads):.0f} programs wanted "
                       f"its {os.cpu_count()} processors. CPU\nseconds are too long for that reason, and "
                       "vary by half; memory does not.")
    return text_of


SECTIONS = {"families": families, "country": country, "region": performance_models.region,
            "pairing": performance_models.pairing}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in SECTIONS:
        sys.exit(f"call: tools/performance_page.py {'|'.join(SECTIONS)} FILE")
    name = sys.argv[1]
    paragraphs = SECTIONS[name](pathlib.Path(sys.argv[2]).read_text())
    paragraphs.append(f"Measured on {processor()}; {compiler()}, release build; {commit()}.")
    page = PAGE.read_text() if PAGE.exists() else HEAD
    PAGE.write_text(with_section(page, name, "\n\n".join(paragraphs)))
    print(f"{PAGE}: section {name} is renewed.")


if __name__ == "__main__":
    main()
