"""Pictures of pages, and the port a screen asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias


@dataclass(frozen=True)
class PageImage:
    """One page as tightly packed RGB bytes, top row first; `len(rgb) == width * height * 3`."""

    paper: str
    version: int
    page: int
    width: int
    height: int
    rgb: bytes | memoryview


@dataclass(frozen=True)
class PageFault:
    """The page cannot be shown; `code` says why."""

    paper: str
    version: int
    page: int
    code: str


PageAnswer: TypeAlias = PageImage | PageFault


class PageSource(Protocol):
    """Renders pages of papers that are open on this terminal.

    `request` returns at once; `deliver` is called later on the caller's event loop, exactly once,
    unless a newer urgent request overtakes it, in which case it may never be called.
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
    ) -> None:
        """Ask for `page` (1-based) scaled to `width` pixels; neighbours are asked for not urgently."""
        ...
