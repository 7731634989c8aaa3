"""Reading what a page draws instead of writing it: marks of secrecy in it, and the words of a scan."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from hub.distribution import ocr
from hub.distribution.confinement import allow_cpu
from hub.distribution.document_intake_pdf import Page, Refused
from hub.distribution.document_intake_sheet import sheet, whole, whole_dpi
from hub.distribution.document_intake_stamps import (
    Drawn,
    candidates,
    could_be_stamp,
)
from hub.distribution.ocr import Line, Word
from protocol.secrecy import reading_is_marked

CPU_S = 3  # seconds of this process for a page to be recognised, beside the recogniser's own


class Recognised(Struct, frozen=True):
    """Words of a scan in points of the page as shown; not `done` if a stamp could have been missed."""

    lines: tuple[Line, ...]
    done: bool


def recognise(page: Page, drawn: Drawn, tesseract: str, pool: ThreadPoolExecutor) -> Recognised:
    """Read what is drawn; without a recogniser only say whether there is anything to read.

    Refuses the paper at a mark of secrecy.
    """
    spots = candidates(page, drawn)
    if not tesseract:
        return Recognised((), done=not drawn.scan and not any(map(could_be_stamp, spots)))
    allow_cpu(CPU_S)
    read = partial(ocr.recognise, tesseract=tesseract)
    pictures = [whole(page)] if drawn.scan else []
    pictures += [sheet(page, spots)] if spots else []
    results = list(pool.map(read, pictures))
    found = [result for result in results if result is not None]
    if any(reading_is_marked(map(ocr.written, lines)) for lines in found):
        raise Refused("paper-marked-secret")
    lines = (results[0] or []) if drawn.scan else []
    scale = 72 / whole_dpi(page)
    placed = tuple(tuple(_scaled(word, scale) for word in line) for line in lines)
    return Recognised(placed, done=len(found) == len(results))


def _scaled(word: Word, scale: float) -> Word:
    return replace(
        word,
        left=word.left * scale,
        top=word.top * scale,
        right=word.right * scale,
        bottom=word.bottom * scale,
    )
