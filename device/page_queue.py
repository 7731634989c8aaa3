"""Which page is drawn next, and which drawn pages are still in memory. Pure."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct, field

from device.pages import WHOLE, Box, Lane, PageAnswer

MAX_NEIGHBOURS = 8  # of a lane: a reader asks for three or four around the page it shows

Place: TypeAlias = tuple[str, int, int, int, Box]  # paper, version, page, width, part of the page


class PageRequest(Struct, frozen=True):
    """One call of `PageSource.request`."""

    paper: str
    version: int
    page: int
    width: int
    deliver: Callable[[PageAnswer], None]
    urgent: bool
    clip: Box = WHOLE
    lane: Lane = Lane.FRONT

    @property
    def place(self) -> Place:
        """What is asked for, whoever asks."""
        return self.paper, self.version, self.page, self.width, self.clip


class _Waiting(Struct):
    """What one lane waits for: the page in front, then its neighbours as they were asked."""

    current: Place | None = None
    urgent: PageRequest | None = None
    neighbours: deque[PageRequest] = field(default_factory=deque)


class PageQueue:
    """Requests that wait: the pages in front of the delegate, then their neighbours, lane by lane.

    Turning to another page overtakes everything the lane asked before, also what is being drawn: it is
    finished and kept, but nobody waits for it any more.
    """

    def __init__(self) -> None:
        self._lanes = {lane: _Waiting() for lane in Lane}
        self._drawing: PageRequest | None = None

    def turn_to(self, request: PageRequest) -> None:
        """The lane now waits for this page; asking for the same place again overtakes nothing."""
        waiting = self._lanes[request.lane]
        if request.place == waiting.current:
            return
        self._lanes[request.lane] = _Waiting(request.place)
        if self._drawing is not None and self._drawing.lane is request.lane:
            self._drawing = None

    def push(self, request: PageRequest) -> bool:
        """Let `request` wait; False if too many neighbours do."""
        waiting = self._lanes[request.lane]
        if request.urgent:
            waiting.urgent = request
        elif len(waiting.neighbours) < MAX_NEIGHBOURS:
            waiting.neighbours.append(request)
        else:
            return False
        return True

    def pop(self) -> PageRequest | None:
        """The request to serve now."""
        self._drawing = self._next()
        return self._drawing

    def still_wanted(self, request: PageRequest) -> bool:
        """Whether anybody still waits for what `pop` gave out last."""
        return self._drawing is request

    def _next(self) -> PageRequest | None:
        for waiting in self._lanes.values():
            if waiting.urgent is not None:
                request, waiting.urgent = waiting.urgent, None
                return request
        for waiting in self._lanes.values():
            if waiting.neighbours:
                return waiting.neighbours.popleft()
        return None


class Drawing(Struct, frozen=True):
    """Identity of drawn pixels; `document` is a number given at each opening."""

    document: int
    page: int
    width: int
    clip: Box = WHOLE


class Drawn(Struct, frozen=True):
    """Where the pixels of a page lie, and their size."""

    slot: int
    width: int
    height: int


class SlotTable:
    """Which slot of the shared memory holds which page; the least recently used makes room."""

    def __init__(self, slots: int) -> None:
        self._free = list(range(slots))
        self._drawn: OrderedDict[Drawing, Drawn] = OrderedDict()

    def find(self, drawing: Drawing) -> Drawn | None:
        """The page, if it is still here; counts as a use."""
        drawn = self._drawn.get(drawing)
        if drawn is not None:
            self._drawn.move_to_end(drawing)
        return drawn

    def take(self) -> int:
        """A slot to draw into. It is nobody's until `keep` or `give_back`."""
        if self._free:
            return self._free.pop()
        return self._drawn.popitem(last=False)[1].slot

    def keep(self, drawing: Drawing, drawn: Drawn) -> None:
        """A page was drawn."""
        self._drawn[drawing] = drawn

    def give_back(self, slot: int) -> None:
        """Nothing was drawn after all."""
        self._free.append(slot)

    def forget(self, document: int) -> tuple[int, ...]:
        """Drop all pages of a document; returns the slots that still hold their pixels."""
        gone = [drawing for drawing in self._drawn if drawing.document == document]
        slots = tuple(self._drawn.pop(drawing).slot for drawing in gone)
        self._free.extend(slots)
        return slots
