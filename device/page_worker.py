"""The child process that opens papers and draws pages: the only place that parses a PDF on a terminal.

Started by `device.page_process`. Standard input is a SOCK_SEQPACKET socket: one packet is one command
or one answer in JSON, a file descriptor rides along where said:

- `{"do": "map"}` + slots: where to draw; first of all.
- `{"do": "open", "document": n, "kind": "pdf" | "image"}` + the file.
- `{"do": "draw", "document": n, "page": 1.., "width": px, "slot": 0.., "clip": [x, y, x, y]}` answers
  `width`, `height`.
- `{"do": "read", "document": n, "first": 1.., "last": 1.., "slot": 0..}`, `{"do": "words", "document": n,
  "page": 1.., "slot": 0..}`, `paragraphs` likewise, `{"do": "outline", "document": n, "slot": 0..}` write
  JSON into the slot and answer how many `bytes`.
- `{"do": "mark", "document": n, "slot": 0..}` + notes as `device.notes.dump` writes them: writes a PDF of the
  pages that have notes, with these drawn on them, into the slot and answers how many `bytes`.
- `{"do": "close", "document": n}`.

Every command is answered by `{}` with values, or `{"fault": code}`. The process limits itself, and ends
when its socket closes; what it cannot survive, the parent treats as an answer too.
"""

from __future__ import annotations

import json
import mmap
import os
import resource
import socket
import sys
from collections.abc import Callable
from itertools import islice
from typing import Any

import pymupdf

from device.allocator import return_freed_blocks, return_large_blocks
from device.page_content import (
    MAX_LINES,
    MAX_TEXT,
    box_of,
    draw_mark,
    is_recognised,
    lines_of,
    print_of,
    text_of,
)
from device.page_paragraphs import paragraphs
from device.pages import SCALE
from protocol.secrecy import page_is_marked

MAX_PACKET = 4096  # commands are some hundred bytes
MAX_OPEN_FILES = 512  # one a paper, and a few
MAX_NOTES_BYTES = 256 * 1024  # more than a full notebook
MAX_HEADINGS = 5_000  # of one outline
MAX_TITLE = 300  # characters of a heading
_MAGIC = {b"%PDF-": "pdf", b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}


class RefusedError(Exception):
    """A command that cannot be done; `code` goes back to the parent."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Drawer:
    """The open documents and the commands on them."""

    def __init__(self, slot_bytes: int) -> None:
        self._slot_bytes = slot_bytes
        self._slots: mmap.mmap | None = None
        self._documents: dict[int, Any] = {}
        self._marked: dict[tuple[int, int], bool] = {}  # whether a page carries a mark of secrecy
        self._commands: dict[str, Callable[..., dict[str, int]]] = {
            "map": self._map,
            "open": self._open,
            "draw": self._draw,
            "read": self._read,
            "words": self._words,
            "paragraphs": self._paragraphs,
            "outline": self._outline,
            "mark": self._mark,
            "close": self._close,
        }

    def handle(self, command: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        """Do one command; whatever goes wrong with it becomes a fault."""
        name = command.pop("do")
        try:
            return self._commands[name](*descriptors, **command)
        except RefusedError as refusal:
            return {"fault": refusal.code}
        except Exception:  # the library has dozens, and a bad paper can raise any
            return {"fault": "paper-unreadable" if name == "open" else "page-unreadable"}
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    def _map(self, descriptor: int) -> dict[str, int]:
        self._slots = mmap.mmap(descriptor, 0)
        return {}

    def _open(self, descriptor: int, document: int, kind: str) -> dict[str, int]:
        magic = os.pread(descriptor, 5, 0)
        found = next((name for start, name in _MAGIC.items() if magic.startswith(start)), "")
        if not found or (found == "pdf") != (kind == "pdf"):
            raise RefusedError("paper-unreadable")  # the library would guess: HTML opens as HTML
        opened: Any = pymupdf.open(f"/proc/self/fd/{descriptor}", filetype=found)
        if opened.needs_pass or opened.page_count < 1:
            raise RefusedError("paper-unreadable")
        self._documents[document] = opened
        return {}

    def _draw(
        self, document: int, page: int, width: int, slot: int, clip: list[int]
    ) -> dict[str, int]:
        shown = self._page(document, page)
        if self._is_marked(document, shown):
            raise RefusedError("page-marked-secret")
        picture = _picture(shown, width, clip, self._slot_bytes // 3)
        self._put(slot, picture.samples_mv)
        _forget_decoded(shown)
        return {"width": picture.width, "height": picture.height}

    def _read(self, document: int, first: int, last: int, slot: int) -> dict[str, int]:
        pages = [self._page(document, page) for page in range(first, last + 1)]
        found = [
            {
                "text": "" if self._is_marked(document, page) else text_of(page),
                "print": print_of(page),
                "recognised": is_recognised(page),
            }
            for page in pages
        ]
        _forget_decoded(*pages)
        return self._tell(slot, found)

    def _words(self, document: int, page: int, slot: int) -> dict[str, int]:
        found = self._page(document, page)
        if self._is_marked(document, found):
            raise RefusedError("page-marked-secret")
        words = found.get_text("words", sort=False)[: MAX_TEXT // 2]
        return self._tell(slot, [[str(word[4]), box_of(found, word[:4])] for word in words])

    def _paragraphs(self, document: int, page: int, slot: int) -> dict[str, int]:
        found = self._page(document, page)
        if self._is_marked(document, found):
            raise RefusedError("page-marked-secret")
        lines = list(islice(lines_of(found), MAX_LINES))
        return self._tell(slot, paragraphs(lines))

    def _outline(self, document: int, slot: int) -> dict[str, int]:
        opened = self._documents[document]
        entries = opened.get_toc(simple=True)[:MAX_HEADINGS] if opened.is_pdf else []
        pages = range(1, opened.page_count + 1)
        found = [[level, str(title)[:MAX_TITLE], page] for level, title, page in entries]
        return self._tell(slot, [entry for entry in found if entry[2] in pages])

    def _mark(self, notes: int, document: int, slot: int) -> dict[str, int]:
        marks = json.loads(os.pread(notes, MAX_NOTES_BYTES, 0))["notes"]
        opened = self._documents[document]
        if not opened.is_pdf:
            raise RefusedError("page-unreadable")
        with pymupdf.open() as copy:
            for number in sorted({mark["page"] for mark in marks}):
                self._page(document, number)
                copy.insert_pdf(opened, from_page=number - 1, to_page=number - 1, links=False)
                for mark in marks:
                    if mark["page"] == number:
                        draw_mark(copy[-1], mark)
            data = copy.tobytes(garbage=3, deflate=True)
        if len(data) > self._slot_bytes:
            raise RefusedError("notes-too-large")
        self._put(slot, data)
        return {"bytes": len(data)}

    def _page(self, document: int, page: int) -> Any:
        opened = self._documents[document]
        if not 1 <= page <= opened.page_count:
            raise RefusedError("no-such-page")
        return opened[page - 1]

    def _tell(self, slot: int, found: object) -> dict[str, int]:
        data = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
        self._put(slot, data)
        return {"bytes": len(data)}

    def _put(self, slot: int, data: Any) -> None:
        start, size = slot * self._slot_bytes, len(data)
        if self._slots is None or size > self._slot_bytes:
            raise RefusedError("page-unreadable")
        self._slots[start : start + size] = data

    def _is_marked(self, document: int, page: Any) -> bool:
        """The hub refuses marked papers; a terminal does not rely on that. Read once a page."""
        place = (document, page.number)
        if place not in self._marked:
            blocks = page.get_text("blocks")
            self._marked[place] = page_is_marked(block[4].splitlines() for block in blocks)
        return self._marked[place]

    def _close(self, document: int) -> dict[str, int]:
        self._marked = {
            place: found for place, found in self._marked.items() if place[0] != document
        }
        if opened := self._documents.pop(document, None):
            opened.close()
        pymupdf.TOOLS.store_shrink(100)
        return_freed_blocks()
        return {}


def _picture(page: Any, width: int, clip: list[int], max_pixels: int) -> Any:
    """The part in `clip` as an RGB pixmap, the whole page being `width` wide; narrower if too large."""
    across, down = page.rect.width, page.rect.height
    left, top, right, bottom = clip
    if width < 1 or across <= 0 or down <= 0:
        raise RefusedError("page-unreadable")
    if not (0 <= left < right <= SCALE and 0 <= top < bottom <= SCALE):
        raise RefusedError("page-unreadable")
    share = (right - left) * (bottom - top) / SCALE**2
    height = max(1, round(width * down / across))
    if width * height * share > max_pixels:
        width = max(1, int((max_pixels * across / down / share) ** 0.5))
        height = max(1, min(round(width * down / across), int(max_pixels / share) // width))
    scale = pymupdf.Matrix(width / across, height / down)
    part = pymupdf.Rect(
        left * across / SCALE, top * down / SCALE, right * across / SCALE, bottom * down / SCALE
    )
    whole = clip == [0, 0, SCALE, SCALE]
    return page.get_pixmap(
        matrix=scale, colorspace=pymupdf.csRGB, alpha=False, clip=None if whole else part
    )


def _forget_decoded(*pages: Any) -> None:
    """Let go of pictures that were decoded, 7 MB a page of a scan; fonts take less and are needed again."""
    pictured = any(not page.parent.is_pdf or page.get_images() for page in pages)
    pymupdf.TOOLS.store_shrink(100 if pictured else 90)


def limit_self(address_space: int) -> None:
    """Take from this process what drawing does not need: memory, files to write, core dumps, priority."""
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))


def allow_cpu(seconds: int) -> None:
    """From now on at most `seconds` of computing, then the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard)
    )


def serve(link: socket.socket, drawer: Drawer, cpu_seconds: int) -> None:
    """Answer commands until the parent closes its end."""
    while True:
        packet, descriptors, _, _ = socket.recv_fds(link, MAX_PACKET, 1)
        if not packet:
            return
        allow_cpu(cpu_seconds)
        answer = drawer.handle(json.loads(packet), descriptors)
        link.send(json.dumps(answer).encode())


def main() -> None:
    """Arguments: bytes of a slot, seconds of computing for one command, bytes of address space."""
    slot_bytes, cpu_seconds, address_space = (int(text) for text in sys.argv[1:4])
    limit_self(address_space)
    return_large_blocks()
    pymupdf.TOOLS.mupdf_display_errors(on=False)
    pymupdf.TOOLS.mupdf_display_warnings(on=False)
    with socket.socket(fileno=0) as link:
        serve(link, Drawer(slot_bytes), cpu_seconds)


if __name__ == "__main__":
    main()
