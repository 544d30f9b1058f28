#!/usr/bin/env python3
"""Fails when a step or an outcome lacks its place in the list, its test, settings, page or source."""

import pathlib
import re

from sources import finish

STEPS = pathlib.Path("engine/steps")
OUTCOMES = pathlib.Path("engine/outcomes")
PARAMETERS = pathlib.Path("scenarios/parameters")
TESTS = pathlib.Path("tests/engine")


def names_in(folder, list_name):
    """The processes (or outcomes) of this folder: every source but the list."""
    return [file.stem for file in sorted(folder.glob("*.cpp")) if file.stem != list_name]


def lists(text, name):
    """Whether the list of all steps or outcomes calls `name`, beside declaring it."""
    return re.search(rf"(?<!Kind )(?<!Kind> )\b{name}\s*\(|::{name}\b|&{name}\b", text) is not None


def unfinished(file):
    """Why this page or parameter file does not count yet, or None."""
    if not file.exists():
        return f"{file} is missing"
    if not file.read_text().strip():
        return f"{file} is empty"
    return None


def parameter_faults(file):
    """Each parameter must say what it means, where it comes from and how far it can be trusted."""
    entries = re.split(r"(?m)^  (\w+):[ \t]*(?:#.*)?$", file.read_text())[1:]
    for name, body in zip(entries[::2], entries[1::2]):
        for key in ("value", "meaning", "prior", "source", "confidence"):
            if not re.search(rf"(?m)^    {key}:", body):
                yield f"{file}: parameter '{name}' has no '{key}'."


def step_faults():
    names = names_in(STEPS, "all_steps")
    every = STEPS / "all_steps.cpp"
    listed = every.read_text() if every.exists() else ""
    for name in names:
        if not lists(listed, name):
            yield f"{STEPS / name}.cpp: {every} does not list it."
        for file in (PARAMETERS / f"{name}.yaml", pathlib.Path("docs/model/steps") / f"{name}.md",
                     TESTS / "steps" / f"{name}.test.cpp"):
            fault = unfinished(file)
            if fault:
                yield f"{STEPS / name}.cpp: {fault}."


def outcome_faults():
    names = names_in(OUTCOMES, "all_outcomes")
    every = OUTCOMES / "all_outcomes.cpp"
    listed = every.read_text() if every.exists() else ""
    tests = "".join(file.read_text() for file in sorted((TESTS / "outcomes").glob("*.test.cpp")))
    for name in names:
        if not lists(listed, name):
            yield f"{OUTCOMES / name}.cpp: {every} does not list it."
        if name not in tests and "all_outcomes()" not in tests:
            yield f"{OUTCOMES / name}.cpp: no test in {TESTS / 'outcomes'} looks at it."


def main():
    faults = [*step_faults(), *outcome_faults()]
    for file in sorted(PARAMETERS.glob("*.yaml")):
        faults.extend(parameter_faults(file))
    finish(faults, f"complete: {len(names_in(STEPS, 'all_steps'))} steps, "
                   f"{len(names_in(OUTCOMES, 'all_outcomes'))} files of outcomes")


if __name__ == "__main__":
    main()
