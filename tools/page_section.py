"""A section of a page that a program writes: it stands between two marks, and the rest is by hand."""

import sys


def with_section(page, name, body):
    """The page with this section in the place of the one that was there, or at the end."""
    begin, end = f"<!-- measured: {name} -->", f"<!-- end of {name} -->"
    section = f"{begin}\n{body}\n{end}\n"
    marks = page.count(begin), page.count(end)
    if marks == (0, 0):
        return f"{page.rstrip()}\n\n{section}"
    if marks != (1, 1) or page.index(begin) > page.index(end):
        sys.exit(f"the page has not one '{begin}' with one '{end}' after it. Nothing was written.")
    return page.split(begin)[0] + section + page.split(f"{end}\n")[1]
