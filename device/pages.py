"""Pictures of pages and what is written on them, and the ports a screen asks for both.

Positions on a page are ten-thousandths of its width and height, from the top left.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Protocol, TypeAlias

from msgspec import Struct

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom on a page."""

SCALE = 10_000
WHOLE: Box = (0, 0, SCALE, SCALE)


class PageImage(Struct, frozen=True):
    """A page, or the part in `clip`, as tightly packed RGB bytes, top row first.

    `len(rgb) == width * height * 3`.
    """

    paper: str
    version: int
    page: int
    width: int
    height: int
    rgb: bytes | memoryview
    clip: Box = WHOLE


class PageFault(Struct, frozen=True):
    """The page cannot be shown; `code` says why."""

    paper: str
    version: int
    page: int
    code: str


PageAnswer: TypeAlias = PageImage | PageFault


class PageText(Struct, frozen=True):
    """What is written on a page (empty: a picture of it alone), and the fingerprint of what it shows.

    Two pages with the same fingerprint show the same; 16 hexadecimal digits. `recognised`: a machine read
    the text, or some of it, off a picture.
    """

    text: str
    print: str
    recognised: bool = False


class Word(Struct, frozen=True):
    """One word of a page as it stands in `PageText.text`, and where it is."""

    text: str
    box: Box


class Heading(Struct, frozen=True):
    """One line of a paper's outline; `level` counts from 1."""

    level: int
    title: str
    page: int


class Phrase(Struct, frozen=True):
    """Words of a paragraph that look alike."""

    text: str
    bold: bool


class Paragraph(Struct, frozen=True):
    """A paragraph as it is read, without the line ends of the paper."""

    phrases: tuple[Phrase, ...]
    centred: bool


class Lane(Enum):
    """Who asks for pictures; one asker overtakes only itself. The first is served first."""

    FRONT = 0
    BESIDE = 1
    GLANCE = 2  # small pictures in a list, never overtaken


class PageSource(Protocol):
    """Renders pages of papers that are open on this terminal.

    Every method returns at once; `deliver` is called later on the caller's event loop, exactly once,
    unless a newer urgent request of the same lane overtakes it, in which case it may never be called.
    Asking again is free of side effects. `rgb` stays valid only during the call of `deliver`.
    """

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
        lane: Lane = Lane.FRONT,
    ) -> None:
        """Ask for `page` (1-based) as if it were `width` pixels wide; neighbours are asked for not urgently.

        Only the part in `clip` is drawn, which is what a zoomed page needs.
        """
        ...

    def paragraphs(
        self,
        paper: str,
        version: int,
        page: int,
        deliver: Callable[[tuple[Paragraph, ...]], None],
    ) -> None:
        """Ask for what is written on a page, to be set larger; nothing where it cannot be read."""
        ...

    def headings(
        self, paper: str, version: int, deliver: Callable[[tuple[Heading, ...]], None]
    ) -> None:
        """Ask for the paper's own table of contents; nothing where it has none."""
        ...


class PaperSource(Protocol):
    """Reads papers that are open on this terminal, between one page drawn and the next.

    Raises `PageRefusedError` (`device.page_process`) with the code of a `PageFault`.
    """

    async def read(self, paper: str, version: int, first: int, last: int) -> tuple[PageText, ...]:
        """Text and fingerprints of the pages `first` to `last`, 1-based; ask for some at a time."""
        ...

    async def words(self, paper: str, version: int, page: int) -> tuple[Word, ...]:
        """The words of a page in their order, with their places."""
        ...

    async def outline(self, paper: str, version: int) -> tuple[Heading, ...]:
        """The paper's own table of contents, often empty."""
        ...
