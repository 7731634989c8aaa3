"""A program: reads a PDF from standard input, writes its text to standard output.

Run apart from the auditor by `audit.minutes_reader`, since a PDF comes from outside and its reader is a
large C library. It imports nothing of the project, so that it can be started from any folder.
"""

from __future__ import annotations

import sys

import pymupdf

TIME_LIMIT_S = 60  # minutes of a hundred pages take less than one second
MEMORY_LIMIT = 1024 * 1024 * 1024  # PyMuPDF itself maps some 200 MB
MAX_TEXT = 16 * 1024 * 1024  # a thousand dense pages stay below 4 MiB


def limit_self() -> None:
    """Bound this process in time and memory, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT_S, TIME_LIMIT_S))


def text_of(pdf: bytes) -> str:
    """The text of all pages, one after another."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        pages = [_without_number(page.get_text(), page.number + 1) for page in document]
    return "\n".join(pages)


def _without_number(text: str, number: int) -> str:
    """A page's text without the page number that Nghị định 30/2020 puts on its top line."""
    first, newline, rest = text.partition("\n")
    return rest if newline and first.strip() == str(number) else text


def main() -> None:
    """Standard input to standard output."""
    limit_self()
    sys.stdout.buffer.write(text_of(sys.stdin.buffer.read()).encode("utf-8")[:MAX_TEXT])


if __name__ == "__main__":
    main()
