"""The sections of docs/performance.md about runs of the model; see performance_page.py.

Each takes what the programs of `./dev bench` printed and gives the paragraphs of a section.
"""

import statistics
import sys


def lines_of(text, name):
    """The cells of every line for machines with this name."""
    return [line.split(",")[1:] for line in text.splitlines() if line.startswith(f"{name},")]


def runs_of(text, line="where-time-goes"):
    """The runs of where_time_goes."""
    names = ("scenario scale years threads people person_months rehearsal cpu wall memory bytes "
             "digest").split()
    return [dict(zip(names, cells)) for cells in lines_of(text, line)]


def median(some, name):
    return statistics.median(float(run[name]) for run in some)


def steps_of(text):
    """Median CPU seconds and nanoseconds per person-month of each step, the dearest first."""
    steps = {}
    for name, cpu, _, nanoseconds, _ in lines_of(text, "step"):
        steps.setdefault(name, []).append((float(cpu), float(nanoseconds)))
    return sorted(((statistics.median(cpu for cpu, _ in some),
                    statistics.median(ns for _, ns in some), name)
                   for name, some in steps.items()), reverse=True)


def side_by_side(text, alone):
    """How much of two threads' gain the machine itself can give."""
    beside = runs_of(text, "side-by-side")
    if any(run["digest"] != alone[0]["digest"] for run in beside):
        sys.exit("a run beside another has another digest.")
    slower = median(beside, "wall") / median(alone, "wall")
    return (f"Two programs of one thread each, side by side, take {slower:.2f} times as long as one "
            f"alone ({len(beside)} of them; medians):\nof two threads that lose nothing, {2 / slower:.2f} "
            "times the speed of one is what this machine gives.")


def region(text):
    """A replicate at 1:1, by threads, and where its time goes."""
    by_threads = {}
    for run in runs_of(text):
        by_threads.setdefault(int(run["threads"]), []).append(run)
    first = by_threads[min(by_threads)][0]
    rows = []
    for threads, some in sorted(by_threads.items()):
        if any(run["digest"] != first["digest"] for run in some):
            sys.exit(f"a run on {threads} threads has another digest.")
        cpu, rehearsal, memory = (median(some, name) for name in ("cpu", "rehearsal", "memory"))
        rows.append(f"| {threads} | {cpu:.1f} | {rehearsal:.1f} | {cpu - rehearsal:.1f} "
                    f"| {median(some, 'wall'):.1f} | {memory:.0f} "
                    f"| {1e6 * memory / int(first['people']):.0f} | {first['bytes']} "
                    f"| {len(some)} |")
    return ["## A region",
            f"One replicate of `{first['scenario']}` at scale {float(first['scale']):g}, "
            f"{first['years']}, every process and outcome, {int(first['people']):,} people\nat the end. "
            "Medians of the runs. Bytes per person are those of the whole program, and of its tables.",
            "| threads | CPU s | of it rehearsal | of it the years reported | wall s | peak MB "
            "| bytes per person | in tables | runs |\n" + "| ---: " * 9 + "|\n" + "\n".join(rows),
            side_by_side(text, by_threads[1]),
            f"Digest `{first['digest'][:16]}`, the same in all of them.",
            "Where the time goes, rehearsal included:",
            "| step | CPU s | ns per person-month |\n| --- | ---: | ---: |\n"
            + "\n".join(f"| {name} | {cpu:.2f} | {ns:.2f} |" for cpu, ns, name in steps_of(text))]


def pairing(text):
    """What common luck is worth, and what a changed policy changes in lives."""
    text, small = text.split("one point more", 1)
    cells = lines_of(text, "pairing")
    last = max(int(cell[1]) for cell in cells)
    rows = sorted((cell for cell in cells if int(cell[1]) == last), key=lambda cell: -float(cell[5]))
    paragraphs = [
        "## Common luck",
        f"The second scenario less the first, everybody in the region, {last}. The ratio of variances "
        "says how many times\nmore replicates independent seeds would need to be as certain.",
        "| outcome | difference | sd, same luck | sd, independent seeds | ratio of variances |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        + "\n".join(f"| {name} | {float(difference):.3g} | {paired} | {independent} | {ratio} |"
                    for name, _, difference, paired, independent, ratio in rows)]
    for year, replicates, people, changed, partners, _ in lines_of(text, "changed-lives"):
        paragraphs.append(
            f"In {replicates} replicates, {100 * int(changed) / int(people):.1f} % of the "
            f"{int(people):,} people who live in both worlds at the end of {year}\ndiffer in education, "
            "work, illness, addiction, problems, record, health or school leaving. For each of them\n"
            f"{int(partners) / max(1, int(changed)):.2f} people have another partner.")
    return paragraphs + helped_in_one_world(text, small)


def range_of_sd(sd, replicates):
    """90 % interval of the standard deviation of a normal variable (Wilson and Hilferty, 1931)."""
    freedom = replicates - 1
    return tuple(sd / (1 - 2 / (9 * freedom) + z * (2 / (9 * freedom)) ** 0.5) ** 1.5
                 for z in (1.645, -1.645))


def why_unpaired(sd, chance, replicates):
    """Whether the children whose help a policy changes account for the spread of a difference."""
    low, high = range_of_sd(sd, replicates)
    known = f"{replicates} replicates tell it from {low:.2g} to {high:.2g}."
    if chance < low:
        return (f"{known} That is more\nthan children with luck of their own account for: they share "
                "places, and who is helped in one world keeps others\nwaiting there.")
    return (f"{known} So the pairing is\nnot broken, it is used up: children whose help the policy changes "
            "have no common luck left to take away.")


def helped_in_one_world(text, small):
    """Why common luck takes little away where the policy itself moves who is helped."""
    def shares(of):
        year, minors, *numbers = lines_of(of, "helped-in-one-world")[0]
        only_base, only_other, paired, chance, independent = map(float, numbers)
        return year, 100 * (only_base + only_other) / float(minors), paired, chance, independent
    year, moved, paired, chance, independent = shares(text)
    told = why_unpaired(paired, chance, int(lines_of(text, "changed-lives")[-1][1]))
    _, moved_little, paired_little, _, independent_little = shares(small)
    return [
        f"Youth care is where the policy acts: in {year} {moved:.1f} % of minors had it in the last twelve "
        "months in one of\nthe two worlds only. Were luck tossed anew for each of them and the same for all "
        f"others, the sd of the difference\nin that share would be {chance:.3g}; it is {paired:.3g} "
        f"({independent:.3g} with independent seeds). " + told,
        "With one percentage point more at the front "
        f"([one-point-more.yaml](../tests/speed/one-point-more.yaml)) {moved_little:.2f} % of minors\n"
        f"have it in one world only, the sd is {paired_little:.3g}, and independent seeds would need "
        f"{(independent_little / paired_little) ** 2:.0f} times as many replicates."]
