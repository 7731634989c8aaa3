"""What lies open on a seat's reader: the item looked at, its paper, and the page of every paper.

The reader follows the room: when another item becomes active, its first paper is laid open, unless the
delegate has chosen an item of their own, which stays until they come back to the active one. Opening is
asked for once a paper is readable, and for its first page alone while the rest is on its way.
"""

from __future__ import annotations

from device import intents
from device.effects import ReadPaper
from device.shelf import Shelf
from protocol.messages import AgendaState
from protocol.transfer import Manifest


class Reading:
    """The reader's own state; pages count from 1."""

    def __init__(self) -> None:
        self.item = ""  # chosen by the delegate; empty follows the room
        self.paper = ""
        self._followed = ""
        self._pages: dict[str, int] = {}
        self._chosen: dict[str, str] = {}  # item to paper
        self._asked: dict[str, bool] = {}  # paper to "only the preview was asked for"
        self._open: dict[str, bool] = {}  # paper to "only the preview is open"
        self.faults: dict[str, str] = {}

    def intend(
        self, intent: intents.SelectItem | intents.OpenPaper | intents.GoToPage, shelf: Shelf
    ) -> None:
        """The delegate turned a page, opened a paper or looked at another item."""
        if isinstance(intent, intents.SelectItem):
            self.item = intent.item
        elif isinstance(intent, intents.OpenPaper):
            manifest = shelf.manifests.get(intent.paper)
            if manifest:
                self._chosen[manifest.item] = intent.paper
                self.paper = intent.paper
        elif self.paper in shelf.manifests:
            pages = shelf.manifests[self.paper].pages
            self._pages[self.paper] = min(max(1, intent.page), pages)

    def wanted(self, agenda: AgendaState, shelf: Shelf) -> ReadPaper | None:
        """Settle which paper is in front, and what to open for it, if anything."""
        self._follow(agenda)
        item = self.shown_item(agenda)
        papers = papers_of(shelf, item)
        self.paper = self._chosen.get(item, papers[0].paper if papers else "")
        manifest = shelf.manifests.get(self.paper)
        if manifest is None:
            return None
        if not shelf.readable(self.paper) and self._asked.get(self.paper) is False:
            del self._asked[self.paper]
        if shelf.readable(self.paper) and self._asked.get(self.paper) is not False:
            self._asked[self.paper] = False
            return ReadPaper(manifest, preview=False)
        if shelf.previewable(self.paper) and self.paper not in self._asked:
            self._asked[self.paper] = True
            return ReadPaper(manifest, preview=True)
        return None

    def opened(self, paper: str, _version: int, *, preview: bool) -> None:
        """The renderer has the paper."""
        self._open[paper] = preview and self._open.get(paper, True)
        self.faults.pop(paper, None)

    def failed(self, paper: str, code: str) -> None:
        """The paper could not be opened; it is tried again once it has been fetched anew."""
        self.faults[paper] = code

    def page(self, paper: str) -> int:
        """The page of `paper` that is in front."""
        return self._pages.get(paper, 1)

    def open_whole(self, paper: str) -> bool:
        """Whether every page can be shown."""
        return self._open.get(paper) is False

    def open_at_all(self, paper: str) -> bool:
        """Whether at least page one can be shown."""
        return paper in self._open

    def shown_item(self, agenda: AgendaState) -> str:
        """The item whose papers are shown: the delegate's own choice, the active one, or the first."""
        first = agenda.items[0].item if agenda.items else ""
        return self.item or agenda.active or self._followed or first

    def _follow(self, agenda: AgendaState) -> None:
        if self.item == agenda.active:
            self.item = ""
        if agenda.active:
            self._followed = agenda.active


def papers_of(shelf: Shelf, item: str) -> list[Manifest]:
    """The papers of an item, in the order of the catalogue."""
    return [manifest for manifest in shelf.manifests.values() if manifest.item == item]
