#!/usr/bin/env python3
"""Writes the files of a new step or outcome: `new.py step NAME`, `new.py outcome NAME`.

They compile and pass as they are. What only a person can know is marked FILL IN, and `./dev check`
fails until those marks are gone.
"""

import pathlib
import re
import shutil
import subprocess
import sys

TEMPLATES = pathlib.Path(__file__).parent / "templates"

# template -> where it goes
FILES = {
    "step": {
        "step.cpp": "engine/steps/{}.cpp",
        "step.yaml": "scenarios/parameters/{}.yaml",
        "step.test.cpp": "tests/engine/steps/{}.test.cpp",
        "step.md": "docs/model/steps/{}.md",
    },
    "outcome": {
        "outcome.cpp": "engine/outcomes/{}.cpp",
        "outcome.test.cpp": "tests/engine/outcomes/{}.test.cpp",
    },
}

# kind -> template, the list that it is put into, and the line there that stays behind it
SECTIONS = {
    "step": ("step.txt", "analysis/text/descriptions.txt", "# --- columns ---"),
    "outcome": ("outcome.txt", "analysis/text/definitions.txt",
                "# --- the general, which stays last ---"),
}


# Words that C++ keeps for itself, among those that a name could be.
KEYWORDS = set("""
    and asm auto bool break case catch char class compl concept const continue default delete do
    double else enum explicit export extern false float for friend goto if inline int long mutable
    namespace new not operator or private protected public register requires return short signed
    sizeof static struct switch template this throw true try typedef typeid typename union unsigned
    using virtual void volatile while xor
    """.split())


class Refusal(Exception):
    """A sentence for the person who typed the command."""


def filled_in(template, name):
    words = name.split("_")
    return (template.replace("@name@", name)
            .replace("@Name@", "".join(word.capitalize() for word in words))
            .replace("@Words@", " ".join(words).capitalize())
            .replace("@words@", " ".join(words)))


# How the lists name what they hold: how it is declared, and how it is mentioned.
LISTS = {
    "step": ("StepKind {}();", "steps::{}(),"),
    "outcome": ("std::vector<OutcomeKind> {}();", ", &outcomes::{}"),
}


def after_last(text, form, name, file):
    """The text with `name` in this form after the last one that is there in the same form."""
    pattern = re.escape(form).replace(r"\{\}", r"\w+").replace(r"\ ", r"\s+")
    matches = list(re.finditer(rf"(?m)(^[ \t]*)?{pattern}", text))
    if not matches:
        raise Refusal(f"{file} has nothing like '{form.format(name)}' to put it after; add it by "
                      "hand.")
    last = matches[-1]
    new_line = "" if last[1] is None else "\n" + last[1]
    return text[:last.end()] + new_line + form.format(name) + text[last.end():]


def with_name(text, kind, name, file):
    """The list of all steps (or outcomes) with this one declared and mentioned at its end."""
    for form in LISTS[kind]:
        text = after_last(text, form, name, file)
    return text


def with_section(kind, name):
    """The file with what readers are told in Dutch, and its text with a section of this one."""
    template, file, last = SECTIONS[kind]
    before, mark, after = pathlib.Path(file).read_text().partition(last)
    if not mark:
        raise Refusal(f"{file} has no line '{last}' to put it before; add it by hand.")
    section = filled_in((TEMPLATES / template).read_text(), name)
    return pathlib.Path(file), before + section + mark + after


def refuse_taken(kind, name):
    """A name that the model has already, in a file of another name."""
    what, pattern = {"step": ("a column", rf'Fact<[^;]*?\{{\s*"{name}"'),
                     "outcome": ("an outcome", f'"{name}"')}[kind]
    for file in sorted(pathlib.Path(f"engine/{kind}s").glob("*.[ch]pp")):
        if re.search(pattern, file.read_text()):
            raise Refusal(f"{file} has {what} '{name}' already; nothing was written.")


def write(kind, name):
    """Writes all files, or none."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or name in KEYWORDS:
        one = {"step": "a step", "outcome": "an outcome"}[kind]
        raise Refusal(f"'{name}' is not a name for {one}: use lower case letters, digits and "
                      "single underscores, such as 'screen_time', and no word of C++.")
    refuse_taken(kind, name)
    goals = {pathlib.Path(goal.format(name)): filled_in((TEMPLATES / template).read_text(), name)
             for template, goal in FILES[kind].items()}
    for goal in goals:
        if goal.exists():
            raise Refusal(f"{goal} exists already; nothing was written.")
    every = pathlib.Path(f"engine/{kind}s/all_{kind}s.cpp")
    added_to = {every: with_name(every.read_text(), kind, name, every)}
    if kind in SECTIONS:
        file, text = with_section(kind, name)
        added_to[file] = text
    for goal, text in goals.items():
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_text(text)
        print(f"written: {goal}")
    for file, text in added_to.items():
        file.write_text(text)
    if shutil.which("clang-format"):
        sources = [every, *(goal for goal in goals if goal.suffix == ".cpp")]
        subprocess.run(["clang-format", "-i", *sources], check=True)
    for file in added_to:
        print(f"added to: {file}")
    print("Fill in what is marked FILL IN, in English and Dutch alike; './dev check' tells what is "
          "left.\nThen './dev format', './dev bless' for what tests expect, and './dev test'.")


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in FILES:
        print("use: ./dev new-step NAME or ./dev new-outcome NAME", file=sys.stderr)
        return 2
    try:
        write(*arguments)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
