"""What lies open on a seat's reader: the item looked at, its paper, and the page of every paper.

The reader follows the room: when another item becomes active, its first paper is laid open, unless the
delegate has chosen an item of their own, which stays until they come back to the active one. Opening is
asked for once a paper is readable, and for its first page alone while the rest is on its way. What was
asked for and opened is of one version: a new version is opened anew.
"""

from __future__ import annotations

from typing import TypeAlias

from device import intents
from device.effects import ReadPaper
from device.shelf import Shelf
from protocol.messages import AgendaState
from protocol.transfer import Manifest

Version: TypeAlias = tuple[str, int]
"""A paper and its version."""


class Reading:
    """The reader's own state; pages count from 1."""

    def __init__(self) -> None:
        self.item = ""  # chosen by the delegate; empty follows the room
        self.paper = ""
        self._followed = ""
        self._pages: dict[str, int] = {}
        self._chosen: dict[str, str] = {}  # item to paper
        self._asked: dict[Version, bool] = {}  # to "only the preview was asked for"
        self._open: dict[Version, bool] = {}  # to "only the preview is open"
        self._faults: dict[Version, str] = {}

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
        chosen = shelf.manifests.get(self._chosen.get(item, ""))
        manifest = chosen or (papers[0] if papers else None)
        self.paper = manifest.paper if manifest else ""
        return self._wanted(manifest, shelf) if manifest else None

    def _wanted(self, manifest: Manifest, shelf: Shelf) -> ReadPaper | None:
        this = (manifest.paper, manifest.version)
        self._pages[self.paper] = min(self.page(self.paper), manifest.pages)
        if not shelf.readable(self.paper) and self._asked.get(this) is False:
            del self._asked[this]
        if shelf.readable(self.paper) and self._asked.get(this) is not False:
            self._asked[this] = False
            return ReadPaper(manifest, preview=False)
        if shelf.previewable(self.paper) and this not in self._asked:
            self._asked[this] = True
            return ReadPaper(manifest, preview=True)
        return None

    def opened(self, paper: str, version: int, *, preview: bool) -> None:
        """The renderer has the paper."""
        this = (paper, version)
        self._open[this] = preview and self._open.get(this, True)
        self._faults.pop(this, None)

    def failed(self, paper: str, version: int, code: str) -> None:
        """The paper could not be opened; it is tried again once it, or its key, has come anew."""
        self._faults[paper, version] = code

    def fault(self, manifest: Manifest) -> str:
        """Why the paper cannot be opened, or empty."""
        return self._faults.get((manifest.paper, manifest.version), "")

    def page(self, paper: str) -> int:
        """The page of `paper` that is in front."""
        return self._pages.get(paper, 1)

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

    def _follow(self, agenda: AgendaState) -> None:
        if self.item == agenda.active:
            self.item = ""
        if agenda.active:
            self._followed = agenda.active


def papers_of(shelf: Shelf, item: str) -> list[Manifest]:
    """The papers of an item, in the order of the catalogue."""
    return [manifest for manifest in shelf.manifests.values() if manifest.item == item]
