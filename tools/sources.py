"""What the checks share: which files there are, and how a check ends."""

import pathlib
import re
import sys

FOLDERS = ("engine", "calibration", "analysis", "cli", "tests")
SKIPPED = {".git", "build", "results", "__pycache__", "node_modules"}


def cpp_files(folders=FOLDERS):
    """Every C++ file of these folders, in order."""
    for folder in folders:
        yield from sorted(
            file for file in pathlib.Path(folder).rglob("*.[hc]pp") if file.is_file())


def all_files():
    """Every file of the repository that a person wrote, in order."""
    for file in sorted(pathlib.Path(".").rglob("*")):
        if file.is_file() and not SKIPPED.intersection(file.parts):
            yield file


def without_comments_and_strings(text):
    """The same text with comments and the insides of strings blanked; lines stay in place."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"'
        r'|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def finish(faults, all_is_well):
    """Prints the faults, or the sentence that all is well, and ends the program."""
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(all_is_well)
    sys.exit(bool(faults))
