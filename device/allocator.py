"""Freed memory goes back to the system: the C library otherwise keeps it, in ever larger pieces.

glibc takes large blocks straight from the system and returns them when they are freed; but whenever it
frees one, it takes blocks of that size from its own heap from then on, where a few living bytes behind a
page's picture keep all of it. Another C library is left as it is.
"""

from __future__ import annotations

import ctypes

LARGE = 256 * 1024  # bytes: a page's picture has millions, a line of letters some thousand
SPARE = 1024 * 1024  # bytes that may lie free at the end of the heap
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # names of malloc.h


def return_large_blocks() -> None:
    """From now on a freed picture is the system's again; call before there are any."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, LARGE)
        mallopt(_TRIM_THRESHOLD, SPARE)


def return_freed_blocks() -> None:
    """Give back what lies free among small blocks, too; some milliseconds."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
