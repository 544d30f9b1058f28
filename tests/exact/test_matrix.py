#!/usr/bin/env python3
"""The same bits, whatever the machine does: threads, order, kills, compilers.

    test_matrix.py PROGRAM [NAME=PROGRAM ...]

Lives two scenarios in every way of the matrix and compares the bytes of the results with those of
PROGRAM on one thread. Further programs, from other compilers or with other threads, must give the
same values: their files name the compiler. Two negative controls must differ, and several threads
must have been seen at work. Prints a line for each way; ends with 1 when one is red.
"""
import hashlib
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = [ROOT / "scenarios" / f"{name}.yaml" for name in ("today-30-70", "shift-50-50")]
# Several blocks of rows, or loops would not be shared out at all.
SIZE = ["--scale", "1/25", "--years", "2022-2026", "--set", "rehearsal=2 years"]
THREADS = (1, 2, 3, 8)
KILLS = 3


def start(program, folder, words):
    return subprocess.Popen([program, "run", *words, *SIZE, "--output", str(folder)],
                            env={**os.environ, "LC_ALL": "C", "NO_PROGRESS": "1"},
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def threads_until_the_end(process):
    """The most threads of a process that were seen at once."""
    most = 0
    while process.poll() is None:
        try:
            most = max(most, len(os.listdir(f"/proc/{process.pid}/task")))
        except OSError:
            pass  # it has just ended
        time.sleep(0.002)
    return most


class Ways:
    """Runs, and what became of each way."""

    def __init__(self, program):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="smartstart-exact-"))
        self.red = 0
        self.runs = 0

    def live(self, words, program=None, before=lambda folder: None):
        """The bytes of the results, by scenario, and the most threads seen at once."""
        self.runs += 1
        folder = self.folder / str(self.runs)
        before(folder)
        process = start(program or self.program, folder, words)
        threads = threads_until_the_end(process)
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}: ended with {process.returncode}\n"
                     f"{process.stderr.read()}")
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                for file in sorted(folder.glob("*.h5"))}, threads

    def values(self):
        """Digests of every outcome in the results of the last run, by scenario. Of programs of
        several compilers these must be the same, and the files not: they name the compiler."""
        return {file.name: subprocess.run([self.program, "digest", file], capture_output=True,
                                          text=True, check=True).stdout.split("\n", 1)[1]
                for file in sorted((self.folder / str(self.runs)).glob("*.h5"))}

    def tell(self, name, green, detail=""):
        self.red += not green
        print(f"{'green' if green else 'RED  '}  {name}{'  ' if detail else ''}{detail}", flush=True)


def killed_and_resumed(ways, words):
    """Killed at a random moment, then gone on with on three threads."""
    def kill(folder):
        process = start(ways.program, folder, [*words, "--threads", "1"])
        time.sleep(random.uniform(0.2, 2.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
    return ways.live([*words, "--threads", "3", "--resume"], before=kill)[0]


def matrix(ways, others):
    both = [*SCENARIOS, "--replicates", "1"]
    wanted, _ = ways.live([*both, "--threads", "1"])
    ways.tell("there is a result for each scenario", len(wanted) == len(SCENARIOS))
    wanted_values = ways.values()
    for name, program in {"": ways.program, **others}.items():
        for threads in THREADS if not name else (1, 3):
            found, seen = ways.live([*both, "--threads", str(threads)], program)
            same = ways.values() == wanted_values if name else found == wanted
            ways.tell(f"{name or 'the program'} on {threads} threads", same)
            if threads > 1:
                ways.tell("  and several were at work", seen > 1, f"{seen} seen at once")
    turned, _ = ways.live([*reversed(SCENARIOS), "--replicates", "1", "--threads", "2"])
    ways.tell("the scenarios in the other order", turned == wanted)
    alone, _ = ways.live([SCENARIOS[1], "--replicates", "1", "--threads", "2"])
    ways.tell("a scenario alone", alone.items() <= wanted.items())
    several = [*SCENARIOS, "--replicates", "5"]
    wanted_five, _ = ways.live([*several, "--threads", "1"])
    ways.tell("five replicates side by side",
              ways.live([*several, "--threads", "3"])[0] == wanted_five)
    for _ in range(KILLS):
        ways.tell("killed, and gone on with on three threads",
                  killed_and_resumed(ways, several) == wanted_five)
    # Were these the same, every line above would mean nothing.
    for name, words in {"another seed": [*both, "--seed", "77"],
                        "more replicates": several}.items():
        other, _ = ways.live([*words, "--threads", "1"])
        ways.tell(f"{name} differs", all(other[file] != wanted[file] for file in wanted))
        values = ways.values()
        ways.tell("  and so do its values",
                  all(values[file] != wanted_values[file] for file in wanted))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    ways = Ways(sys.argv[1])
    try:
        matrix(ways, dict(word.split("=", 1) for word in sys.argv[2:]))
    finally:
        shutil.rmtree(ways.folder, ignore_errors=True)
    sys.exit(1 if ways.red else 0)


if __name__ == "__main__":
    main()
