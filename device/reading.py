"""What lies open on a seat's reader: the item looked at, its paper, and the page of every paper.

Theory of operation. The reader follows the room: when another item becomes active, its first paper is laid
open, unless the delegate has chosen an item of their own, which stays until they come back to the active
one. Opening is asked for once a paper is readable, and for its first page alone while the rest is on its
way. What was asked for and opened is of one version: a new version is opened anew, at the same page. A
second paper may lie beside the first. Papers nobody looks at are closed again, the longest unseen first.

| what happens                  | page in front       | way back             |
|-------------------------------|---------------------|----------------------|
| leafing, choosing a paper     | that one            | stays                |
| a jump: outline, hit, field   | that one            | the page before it   |
| back                          | where it left from  | one shorter          |
| the paper is recalled         | the item's first    | without that paper   |
"""

from __future__ import annotations

from typing import TypeAlias

from device.effects import ClosePaper, ForgetKey, ForgetPaper, ReadPaper
from device.reading_intents import (
    Arrangement,
    CloseBeside,
    DismissReplaced,
    GoBack,
    GoToPage,
    Navigation,
    OpenBeside,
    OpenPaper,
    SelectItem,
    SetMode,
    TurnBeside,
)
from device.screens import ReadingMode
from device.shelf import Shelf
from protocol.messages import AgendaState
from protocol.transfer import Manifest

Version: TypeAlias = tuple[str, int]
"""A paper and its version."""
Place: TypeAlias = tuple[str, int]
"""A paper and a page."""

MAX_BACK = 50  # jumps back that anybody remembers having made
KEEP_OPEN = 2  # papers beside those in front: most people go back and forth between a few
KEEP_BYTES = 32 * 1024 * 1024  # of them together: a terminal of 2 GiB has other things to keep


class Reading:
    """The reader's own state; pages count from 1. `notice` is a code for the delegate."""

    def __init__(self) -> None:
        self.item = ""  # chosen by the delegate; empty follows the room
        self.paper = ""
        self.beside: Place | None = None
        self.mode = ReadingMode.SINGLE
        self.notice = ""
        self._followed = ""
        self._back: list[Place] = []
        self._pages: dict[str, int] = {}
        self._chosen: dict[str, str] = {}  # item to paper
        self._asked: dict[Version, bool] = {}  # to "only the preview was asked for"
        self._open: dict[Version, bool] = {}  # to "only the preview is open"; last seen last
        self._faults: dict[Version, str] = {}
        self._replaced: dict[str, tuple[int, ...]] = {}  # to the pages that changed

    # ── the delegate ────────────────────────────────────────────────────────────────────────────

    def intend(self, intent: Navigation | Arrangement, shelf: Shelf) -> None:
        """The delegate turned a page, opened a paper, looked at another item or arranged the desk."""
        if isinstance(intent, SelectItem):
            self.item = intent.item
        elif isinstance(intent, OpenPaper):
            self._choose(intent.paper, shelf)
        elif isinstance(intent, GoToPage):
            if intent.jump:
                self.jump(self.paper, intent.page, shelf)
            else:
                self._turn(self.paper, intent.page, shelf)
        elif isinstance(intent, GoBack):
            self._go_back(shelf)
        elif isinstance(intent, SetMode):
            self.mode = intent.mode
        elif isinstance(intent, DismissReplaced):
            self.notice = ""
            self._replaced.pop(self.paper, None)
        else:
            self._arrange(intent, shelf)

    def jump(self, paper: str, page: int, shelf: Shelf) -> None:
        """Go to a page, of whatever item, and remember the way back."""
        here = (self.paper, self.page(self.paper))
        if paper in shelf.manifests and (paper, page) != here:
            if self.paper:
                self._back = [*self._back, here][-MAX_BACK:]
            self.go(paper, page, shelf)

    def go(self, paper: str, page: int, shelf: Shelf) -> None:
        """Go to a page, of whatever item."""
        if paper in shelf.manifests:
            self.item = shelf.manifests[paper].item
            self._choose(paper, shelf)
            self._turn(paper, page, shelf)

    def _choose(self, paper: str, shelf: Shelf) -> None:
        manifest = shelf.manifests.get(paper)
        if manifest:
            self._chosen[manifest.item] = paper
            self.paper = paper

    def _turn(self, paper: str, page: int, shelf: Shelf) -> None:
        if paper in shelf.manifests:
            self._pages[paper] = _clamped(page, shelf.manifests[paper])

    def _go_back(self, shelf: Shelf) -> None:
        if self._back:
            self.go(*self._back.pop(), shelf)

    def _arrange(self, intent: OpenBeside | TurnBeside | CloseBeside, shelf: Shelf) -> None:
        if isinstance(intent, CloseBeside):
            self.beside = None
        elif isinstance(intent, OpenBeside):
            if intent.paper in shelf.manifests:
                self.beside = (intent.paper, self.page(intent.paper))
        elif self.beside is not None and self.beside[0] in shelf.manifests:
            paper = self.beside[0]
            self.beside = (paper, _clamped(intent.page, shelf.manifests[paper]))

    # ── what to open and to close ───────────────────────────────────────────────────────────────

    def wanted(self, agenda: AgendaState, shelf: Shelf) -> tuple[ReadPaper | ClosePaper, ...]:
        """Settle which papers are in front, and what to open for them and to close."""
        self._follow(agenda)
        item = self.shown_item(agenda)
        papers = papers_of(shelf, item)
        chosen = shelf.manifests.get(self._chosen.get(item, ""))
        manifest = chosen or (papers[0] if papers else None)
        self.paper = manifest.paper if manifest else ""
        second = shelf.manifests.get(self.beside[0]) if self.beside else None
        front = [each for each in (second, manifest) if each is not None]
        if manifest:
            self._pages[self.paper] = _clamped(self.page(self.paper), manifest)
        if second and self.beside:
            self.beside = (second.paper, _clamped(self.beside[1], second))
        reads = [self._wanted(each, shelf) for each in reversed(front)]
        closes = self._surplus([(each.paper, each.version) for each in front], shelf)
        return (*closes, *(read for read in reads if read))

    def _wanted(self, manifest: Manifest, shelf: Shelf) -> ReadPaper | None:
        this = (manifest.paper, manifest.version)
        if not shelf.readable(manifest.paper) and self._asked.get(this) is False:
            del self._asked[this]
        if shelf.readable(manifest.paper) and self._asked.get(this) is not False:
            self._asked[this] = False
            return ReadPaper(manifest, preview=False)
        if shelf.previewable(manifest.paper) and this not in self._asked:
            self._asked[this] = True
            return ReadPaper(manifest, preview=True)
        return None

    def _surplus(self, front: list[Version], shelf: Shelf) -> list[ClosePaper]:
        for seen in front:
            if seen in self._open:
                self._open[seen] = self._open.pop(seen)
        kept, size = 0, 0
        closed: list[ClosePaper] = []
        for paper, version in reversed([each for each in self._open if each not in front]):
            manifest = shelf.manifests.get(paper)
            kept, size = kept + 1, size + (manifest.size if manifest else 0)
            if kept > KEEP_OPEN or size > KEEP_BYTES:
                self.closed(paper, version)
                closed.append(ClosePaper(paper, version))
        return closed

    def opened(self, paper: str, version: int, *, preview: bool) -> None:
        """The renderer has the paper."""
        this = (paper, version)
        self._open[this] = preview and self._open.get(this, True)
        self._faults.pop(this, None)

    def failed(self, paper: str, version: int, code: str) -> None:
        """The paper could not be opened; it is tried again once it, or its key, has come anew."""
        self._faults[paper, version] = code

    def closed(self, paper: str, version: int) -> None:
        """The renderer has it no longer; it is opened anew when it is wanted."""
        for known in (self._open, self._asked):
            known.pop((paper, version), None)

    def gone(self, effect: ForgetKey | ForgetPaper, shelf: Shelf) -> None:
        """A key was given back, or a paper version is replaced or recalled."""
        paper, version = effect.paper, effect.version
        seen = (paper, version) in self._open or paper == self.paper or self._beside(paper)
        self.closed(paper, version)
        if isinstance(effect, ForgetKey):
            return
        self._faults.pop((paper, version), None)
        manifest = shelf.manifests.get(paper)
        if manifest is not None:
            if seen:
                self.notice = "paper-replaced"
                self._replaced[paper] = manifest.changed
            return
        self._back = [place for place in self._back if place[0] != paper]
        self._pages.pop(paper, None)
        self._replaced.pop(paper, None)
        if self._beside(paper):
            self.beside = None
        if seen:
            self.notice = "paper-recalled"

    def wiped(self) -> None:
        """Every paper is gone."""
        self.beside = None
        self._back.clear()
        for known in (self._pages, self._asked, self._open, self._faults, self._replaced):
            known.clear()

    # ── what is shown ───────────────────────────────────────────────────────────────────────────

    def fault(self, manifest: Manifest) -> str:
        """Why the paper cannot be opened, or empty."""
        return self._faults.get((manifest.paper, manifest.version), "")

    def page(self, paper: str) -> int:
        """The page of `paper` that is in front."""
        return self._pages.get(paper, 1)

    def replaced(self, paper: str) -> tuple[int, ...]:
        """The pages changed by the version that came, until that is dismissed."""
        return self._replaced.get(paper, ())

    @property
    def can_go_back(self) -> bool:
        """Whether a jump can be taken back."""
        return bool(self._back)

    def open_whole(self, manifest: Manifest) -> bool:
        """Whether every page can be shown."""
        return self._open.get((manifest.paper, manifest.version)) is False

    def open_at_all(self, manifest: Manifest) -> bool:
        """Whether at least page one can be shown."""
        return (manifest.paper, manifest.version) in self._open

    def shown_item(self, agenda: AgendaState) -> str:
        """The item whose papers are shown: the delegate's own choice, the active one, or the first."""
        first = agenda.items[0].item if agenda.items else ""
        return self.item or agenda.active or self._followed or first

    def _beside(self, paper: str) -> bool:
        return self.beside is not None and self.beside[0] == paper

    def _follow(self, agenda: AgendaState) -> None:
        if self.item == agenda.active:
            self.item = ""
        if agenda.active:
            self._followed = agenda.active


def papers_of(shelf: Shelf, item: str) -> list[Manifest]:
    """The papers of an item, in the order of the catalogue."""
    return [manifest for manifest in shelf.manifests.values() if manifest.item == item]


def _clamped(page: int, manifest: Manifest) -> int:
    return min(max(1, page), manifest.pages)
