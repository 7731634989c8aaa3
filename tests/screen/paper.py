"""A page source that draws white pages with lines of made-up text, at once."""

from __future__ import annotations

from collections.abc import Callable

from device.pages import SCALE, WHOLE, Box, PageAnswer, PageFault, PageImage


class DrawnPages:
    """Answers every request at once; pages in `broken` answer with a fault."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, bool]] = []
        self.clips: list[tuple[int, Box]] = []
        self.broken: set[int] = set()

    def request(
        self,
        paper: str,
        version: int,
        page: int,
        width: int,
        deliver: Callable[[PageAnswer], None],
        *,
        urgent: bool = True,
        clip: Box = WHOLE,
    ) -> None:
        self.asked.append((paper, page, urgent))
        self.clips.append((width, clip))
        if page in self.broken:
            deliver(PageFault(paper, version, page, "page-unreadable"))
            return
        height = width * 297 // 210
        left, top = width * clip[0] // SCALE, height * clip[1] // SCALE
        wide, tall = width * clip[2] // SCALE - left, height * clip[3] // SCALE - top
        whole = _draw(width, height, page)
        rows = (whole[3 * (y * width + left) :][: 3 * wide] for y in range(top, top + tall))
        rgb = whole if clip == WHOLE else b"".join(rows)
        deliver(PageImage(paper, version, page, wide, tall, rgb, clip))


def _draw(width: int, height: int, page: int) -> bytes:
    """Dark bars of different lengths where lines of text would be."""
    white, black = b"\xff\xff\xff", b"\x22\x22\x22"
    margin = width // 10
    blank = white * width
    rows = []
    for y in range(height):
        line, within = divmod(y, 26)
        if within < 11 and margin < y < height - margin:
            length = (width - 2 * margin) * (100 - (line * 37 + page * 11) % 45) // 100
            rows.append(white * margin + black * length + white * (width - margin - length))
        else:
            rows.append(blank)
    return b"".join(rows)
