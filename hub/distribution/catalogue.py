"""The papers that seats may have now, following the record: what is released, replaced, recalled, over.

A view of the room's state: the manifest of every current version, in the order the papers were released.
After the session it also says until when terminals may keep what they have.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec.structs import replace

from hub.application.room import Room
from hub.domain.papers import Dossier, Kept
from hub.domain.vocabulary import Paper
from protocol.messages import CatalogueState
from protocol.transfer import Manifest

ManifestOf: TypeAlias = Callable[[Paper], Manifest]
"""The manifest of a sealed paper version."""


class Catalogue:
    """What `room` makes of the papers; `retention_ms` counts from the close of the session."""

    def __init__(self, room: Room, manifest_of: ManifestOf, retention_ms: int) -> None:
        self._room = room
        self._manifest_of = manifest_of
        self._retention_ms = retention_ms
        self._dossier: Dossier | None = None
        self._papers: tuple[Manifest, ...] = ()

    @property
    def papers(self) -> tuple[Manifest, ...]:
        """The current versions."""
        dossier = self._room.state.dossier
        if dossier is not self._dossier:
            kept = (each for each in dossier.papers.values() if not each.recalled)
            self._papers = tuple(self._manifest(each) for each in kept)
            self._dossier = dossier
        return self._papers

    def manifest(self, paper: str) -> Manifest | None:
        """The current version of one paper, or None."""
        return next((each for each in self.papers if each.paper == paper), None)

    @property
    def keep_until(self) -> int | None:
        """When terminals forget everything (milliseconds since the epoch); None while it goes on."""
        closed_at = self._room.state.session.closed_at
        return None if closed_at is None else closed_at + self._retention_ms

    def state(self) -> CatalogueState:
        """The snapshot."""
        return CatalogueState(self.papers, self.keep_until)

    def _manifest(self, kept: Kept) -> Manifest:
        return replace(self._manifest_of(kept.paper), changed=kept.changed)
