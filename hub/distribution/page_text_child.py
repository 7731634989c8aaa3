"""A program: reads a PDF from standard input, writes the text of its pages as a JSON list.

Run apart from the hub by `hub.distribution.page_text`, since its reader is a large C library.
"""

from __future__ import annotations

import json
import resource
import sys
import unicodedata
from typing import Any

import pymupdf

TIME_LIMIT_S = 60  # 5000 dense pages take less than half of it
MEMORY_LIMIT = 3 * 2**29  # bytes of address space, as at intake
MAX_PAGE = 100_000  # characters: a page of the finest print has 15,000

_library: Any = pymupdf  # its own annotations are partial


def main() -> None:
    """Standard input to standard output."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT_S, TIME_LIMIT_S))
    _library.TOOLS.mupdf_display_errors(on=False)
    _library.TOOLS.mupdf_display_warnings(on=False)
    with _library.open(stream=sys.stdin.buffer.read(), filetype="pdf") as document:
        pages = [
            unicodedata.normalize("NFC", page.get_text().encode("utf-8", "replace").decode("utf-8"))
            for page in document
        ]
    sys.stdout.write(json.dumps([page[:MAX_PAGE] for page in pages]))


if __name__ == "__main__":
    main()
