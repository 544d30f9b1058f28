#!/usr/bin/env python3
"""Fails when a file, a function or a list of parameters grows past its wall."""

import re

from sources import cpp_files, finish, without_comments_and_strings

FILE_LINES = {"tests": 400}
FILE_LINES_ELSEWHERE = 300
FUNCTION_LINES = 60
PARAMETERS = 5

NOT_A_FUNCTION = re.compile(
    r"^\s*(?:(?:inline|export|template\s*<[^{]*>)\s+)*(namespace|class|struct|union|enum|extern)\b"
    r"|=\s*$|=\s*\w[\w:<>,\s]*$|\breturn\b|^\s*(if|for|while|switch|do|else|try|catch)\b")
LABEL = re.compile(r"(?:\s*(?:public|private|protected)\s*:)*\s*")
MEMBER_LIST = re.compile(r"\)\s*(?:noexcept\s*(?:\([^()]*\))?\s*)?:(?!:)")


def matching(text, start, opening, closing):
    """The position of the bracket that closes the one at `start`, or the end of the text."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] == opening:
            depth += 1
        elif text[position] == closing:
            depth -= 1
            if depth == 0:
                return position
    return len(text) - 1


def parameters_of(head):
    """How many parameters the function with this head takes."""
    start = head.find("(")
    if re.search(r"operator\s*$", head[:start]):
        start = head.find("(", start + 1)
    inside = head[start + 1:matching(head, start, "(", ")")]
    if not inside.strip():
        return 0
    depth, count = 0, 1
    for letter in inside:
        if letter in "(<{[":
            depth += 1
        elif letter in ")>}]":
            depth -= 1
        elif letter == "," and depth == 0:
            count += 1
    return count


def functions_of(text):
    """(head, first line, lines) of every function body; lambdas count for the one around them."""
    code = without_comments_and_strings(text)
    code = re.sub(r"(?m)^[ \t]*#.*$", "", code)
    position, head_start = 0, 0
    while position < len(code):
        letter = code[position]
        if letter in ";}":
            head_start = position + 1
        elif letter == "{":
            head_start += LABEL.match(code[head_start:position]).end()
            head = code[head_start:position]
            before = head.rstrip()[-1:]
            if MEMBER_LIST.search(head) and (before.isalnum() or before in "_>"):
                position = matching(code, position, "{", "}")
            elif "(" in head and ")" in head and not NOT_A_FUNCTION.search(head.strip()):
                end = matching(code, position, "{", "}")
                first = code.count("\n", 0, head_start) + 1
                yield head.strip(), first, code.count("\n", 0, end) + 2 - first
                position, head_start = end, end + 1
            else:
                head_start = position + 1
        position += 1


def faults_of(file):
    text = file.read_text()
    lines, most = len(text.splitlines()), FILE_LINES.get(file.parts[0], FILE_LINES_ELSEWHERE)
    if lines > most:
        yield f"{file}: {lines} lines, at most {most}. Which second idea can move out?"
    for head, first, length in functions_of(text):
        name = re.search(r"([\w~:]+)\s*\(", head)
        name = name[1] if name else head[:40]
        if length > FUNCTION_LINES:
            yield f"{file}:{first}: '{name}' has {length} lines, at most {FUNCTION_LINES}."
        if parameters_of(head) > PARAMETERS:
            yield (f"{file}:{first}: '{name}' takes {parameters_of(head)} parameters, at most "
                   f"{PARAMETERS}. Which of them belong together in a type?")


def main():
    files = list(cpp_files())
    finish([fault for file in files for fault in faults_of(file)],
           f"sizes hold: {len(files)} files")


if __name__ == "__main__":
    main()
