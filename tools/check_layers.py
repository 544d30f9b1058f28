#!/usr/bin/env python3
"""Fails when a file includes what engine/layers.txt does not allow."""

import pathlib
import re

from sources import cpp_files, finish

LAW = "engine/layers.txt"


class Law:
    """The contents of layers.txt: who may include whom, and where each outside library lives."""

    def __init__(self, text):
        self.allowed, self.apart, self.homes, self.faults = {}, set(), {}, []
        for number, line in enumerate(text.splitlines(), 1):
            line = line.split("#")[0].strip()
            if line.startswith("@"):
                start, *homes = line[1:].split()
                self.homes[start] = homes
            elif line:
                folder, colon, others = line.partition(":")
                if not colon:
                    self.faults.append(f"{LAW}:{number}: '{line}' has no colon, as in 'world: base'.")
                    continue
                if folder.startswith("^"):
                    folder = folder[1:]
                    self.apart.add(folder)
                self.allowed[folder] = others.split()
        self.refuse_circles()

    def refuse_circles(self):
        """Takes away folders that lean on nothing that is left; what stays leans on itself."""
        left = {folder: {other for other in self.allowed
                         if other != folder and is_among(other, others)}
                for folder, others in self.allowed.items()}
        while True:
            free = [folder for folder, others in left.items() if not others & left.keys()]
            if not free:
                break
            for folder in free:
                del left[folder]
        if left:
            self.faults.append(f"{LAW}: these folders lean on one another in a circle: "
                               f"{', '.join(sorted(left))}.")

    def home_of(self, header):
        """The folders that may include this outside header, or None when it has no line."""
        starts = [start for start in self.homes if header.startswith(start)]
        return self.homes[max(starts, key=len)] if starts else None


def is_among(folder, names):
    """A folder, or a room of one: naming 'calibration' names 'calibration/study' too."""
    return folder in names or folder.split("/")[0] in names


def folder_of(law, path):
    """'engine/base/id.hpp' is in 'base', 'cli/main.cpp' in 'cli', a file of a room in the room."""
    parts = pathlib.PurePosixPath(path).parts
    if parts[0] == "engine":
        return parts[1]
    room = "/".join(parts[:2])
    return room if room in law.allowed else parts[0]


def inside_fault(law, file, folder, header):
    """Why this file may not include this header of ours, or None when it may."""
    short = header.removeprefix("engine/")
    if short in law.allowed[folder]:
        return None
    target = folder_of(law, header)
    if target == folder:
        same_name = file.with_suffix("").name == pathlib.PurePosixPath(header).stem
        if folder in law.apart and not same_name:
            return f"files of '{folder}' may not include one another: '{header}'"
        return None
    if not is_among(target, law.allowed[folder]):
        return f"'{folder}' may not include '{header}'"
    return None


def faults_of(law, file):
    folder = folder_of(law, file.as_posix())
    if folder not in law.allowed:
        yield f"{file}: the folder '{folder}' has no line in {LAW}."
        return
    for number, line in enumerate(file.read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if not found:
            continue
        header = found[2]
        if header.split("/")[0] in ("engine", "analysis", "calibration", "cli", "tests"):
            fault = inside_fault(law, file, folder, header)
            if fault:
                yield f"{file}:{number}: {fault} (see {LAW})."
            continue
        homes = law.home_of(header)
        if homes is None:
            if found[1] == '"':
                yield f"{file}:{number}: \"{header}\" is not a full path from the root, such as \"engine/base/id.hpp\"."
            elif "/" in header or header.endswith(".h"):
                yield f"{file}:{number}: <{header}> has no home; give it a line with @ in {LAW}."
        elif "*" not in homes and not is_among(folder, homes):
            yield f"{file}:{number}: only {', '.join(homes)} may include <{header}> (see {LAW})."


def main():
    law = Law(pathlib.Path(LAW).read_text())
    files = list(cpp_files(("engine", "calibration", "analysis", "cli")))
    faults = law.faults + [fault for file in files for fault in faults_of(law, file)]
    finish(faults, f"layers hold: {len(law.allowed)} folders, {len(files)} files")


if __name__ == "__main__":
    main()
