#!/usr/bin/env python3
"""Fails when a link in a Markdown file leads nowhere, or out of the repository, and when a page has a
heading twice: a link can name one of them only, and a page that was put in twice has them all.
"""

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


def doubled_headings(text):
    """Lines of headings that stood before in this page, of the same rank and under the same one."""
    seen, above, found, in_code = set(), [], [], False
    for number, line in enumerate(text.splitlines(), 1):
        in_code ^= line.startswith("```")
        heading = re.match(r"(#+)\s+(.*?)\s*$", line)
        if in_code or not heading:
            continue
        above = [*above[:len(heading[1]) - 1], heading[2]]
        if tuple(above) in seen:
            found.append((number, heading[2]))
        seen.add(tuple(above))
    return found


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
        for number, heading in doubled_headings(file.read_text()):
            faults.append(f"{file}:{number}: the heading '{heading}' was there before.")
        for number, line in enumerate(prose_of(file.read_text()).splitlines(), 1):
            for target in LINK.findall(line):
                count += 1
                fault = fault_of(file, target, root)
                if fault:
                    faults.append(f"{file}:{number}: {fault}.")
    finish(faults, f"links hold: {count} links")


if __name__ == "__main__":
    main()
