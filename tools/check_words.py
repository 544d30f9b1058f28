#!/usr/bin/env python3
"""Fails when a file holds what tools/words.txt forbids, such as a path of somebody's machine."""

import pathlib
import re

from sources import all_files, finish

LIST = pathlib.Path("tools/words.txt")
SUFFIXES = {".cpp", ".hpp", ".py", ".sh", ".md", ".txt", ".yaml", ".yml", ".json", ".cmake", ".csv",
            ".html", ".js", ".css", ""}
# These speak of what is forbidden.
SKIPPED = (LIST.as_posix(), "tools/new.py", "tools/templates/", "tests/tools/")


def forbidden():
    """The patterns and why each may not be there."""
    for line in LIST.read_text().splitlines():
        if line and not line.startswith("#"):
            pattern, reason = line.split("\t")
            yield re.compile(pattern), reason


def faults_of(file, patterns):
    try:
        text = file.read_text()
    except UnicodeDecodeError:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, reason in patterns:
            found = pattern.search(line)
            if found:
                yield f"{file}:{number}: '{found[0]}' is {reason}."


def main():
    patterns = list(forbidden())
    files = [file for file in all_files() if file.suffix in SUFFIXES
             and not file.as_posix().startswith(SKIPPED)]
    finish([fault for file in files for fault in faults_of(file, patterns)],
           f"words hold: {len(files)} files")


if __name__ == "__main__":
    main()
