"""What of a meeting lies locked on this hub: papers, private notes, and the keys of both.

The record says which papers there are; what it says is recalled is destroyed here, after the record and
again at every start, so that a hub killed in between still keeps its word.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from hub import system
from hub.domain.papers import Dossier
from hub.domain.vocabulary import Paper
from hub.store.meetings import MeetingFolder
from hub.store.notes import NotesStore
from hub.store.papers import PaperKeys, SealedPapers
from protocol.errors import RemoteProtocolError
from protocol.messages import KeyGrant, NotesKey
from protocol.sealing import key_label, notes_key_label
from protocol.transfer import Manifest
from transport.paper_cipher import wrap_key

log = logging.getLogger(__name__)

LEASE_MS = 12 * 3_600_000  # how long a seat may keep a paper's key: a long session and its break


class Vault:
    """Papers, notes and keys of the meeting in `folder`."""

    def __init__(self, folder: MeetingFolder) -> None:
        self._meeting = folder.meeting
        self.keys = PaperKeys(folder.keys)
        self.notes = NotesStore(folder.notes, system.new_key)
        self._sealed = SealedPapers(folder.sealed)

    def close(self) -> None:
        """Close the files."""
        self.keys.close()
        self.notes.close()

    def manifest(self, paper: Paper) -> Manifest:
        """What fixes a sealed paper version."""
        return self._sealed.manifest(paper.paper, paper.version)

    def holds(self, paper: Paper) -> bool:
        """Whether this very paper lies sealed here with its key."""
        try:
            manifest = self.manifest(paper)
        except (OSError, RemoteProtocolError):
            return False
        same = (manifest.sha256, manifest.size) == (paper.sha256, paper.size)
        return same and self.keys.get(paper.paper, paper.version) is not None

    @property
    def chunk(self) -> Callable[[str, int, int], bytes]:
        """Reads one sealed chunk: paper, version, index."""
        return self._sealed.chunk

    def grant(self, manifest: Manifest, device: str, wrapping_key: bytes) -> KeyGrant:
        """A paper's key for one terminal alone."""
        key = self.keys.get(manifest.paper, manifest.version) or b""
        label = key_label(self._meeting, manifest.paper, manifest.version, device)
        wrapped = wrap_key(wrapping_key, key, label).hex()
        until = system.now_ms() + LEASE_MS
        return KeyGrant(manifest.paper, manifest.version, wrapped, until)

    def grant_notes(self, person: str, device: str, wrapping_key: bytes, key: bytes) -> NotesKey:
        """The key of a person's notes for the terminal where that person is."""
        label = notes_key_label(self._meeting, person, device)
        return NotesKey(person, wrap_key(wrapping_key, key, label).hex())

    def destroy_recalled(self, dossier: Dossier) -> None:
        """Destroy keys and chunks of what is recalled. May be repeated."""
        for paper, kept in dossier.papers.items():
            if kept.recalled:
                self.keys.destroy(paper, kept.paper.version)
                self._sealed.remove(paper, kept.paper.version)
                log.info("paper %s is destroyed: recalled", paper)
