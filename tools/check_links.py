#!/usr/bin/env python3
"""Fails when a link in a Markdown file leads nowhere, or out of the repository."""

import pathlib
import re

from sources import all_files, finish

LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")


def prose_of(text):
    """The text without its code: links in examples need not lead anywhere."""
    text = re.sub(r"```.*?```", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors_of(file):
    """The anchors that a Markdown reader makes of the headings of this file."""
    anchors = set()
    for heading in re.findall(r"(?m)^#+\s+(.*?)\s*$", file.read_text()):
        plain = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)).lower()
        anchors.add(plain.replace(" ", "-"))
    return anchors


def fault_of(file, target, root):
    """What is wrong with a link of this file, or None."""
    if re.match(r"[a-z]+:", target):
        return None
    path, _, anchor = target.partition("#")
    goal = (file.parent / path).resolve() if path else file.resolve()
    if not goal.is_relative_to(root):
        return f"'{target}' leads out of the repository"
    if not goal.exists():
        return f"'{target}' leads nowhere"
    if anchor and goal.suffix == ".md" and anchor not in anchors_of(goal):
        return f"'{target}' names a heading that {path or 'this file'} does not have"
    return None


def main():
    root, faults, count = pathlib.Path(".").resolve(), [], 0
    for file in (file for file in all_files() if file.suffix == ".md"):
        for number, line in enumerate(prose_of(file.read_text()).splitlines(), 1):
            for target in LINK.findall(line):
                count += 1
                fault = fault_of(file, target, root)
                if fault:
                    faults.append(f"{file}:{number}: {fault}.")
    finish(faults, f"links hold: {count} links")


if __name__ == "__main__":
    main()
