"""What readers do beside voting: private notes on their way, and the page somebody presents. Unrecorded.

Notes come sealed and go sealed. Their key, and what is kept, go only to the terminal where the person is
signed in; the hub never opens them. Who presents is soft state (`presenting`), told as a snapshot.
"""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable
from typing import TypeAlias

from hub.application.ports import NotesKeeper, SealedNotes, StorageError
from hub.application.room import Room
from hub.distribution.catalogue import Catalogue
from hub.distribution.presenting import Asker, Presenting
from hub.distribution.terminals import Terminal
from hub.domain.errors import DomainError
from protocol.errors import RemoteProtocolError
from protocol.messages import KeepNotes, Message, NotesKept, NotesKey, NotesTold, Present

log = logging.getLogger(__name__)

MAX_SEALED = 192 * 1024  # a full notebook, sealed; in base64 it fits into one message

WrapNotesKey: TypeAlias = Callable[[str, str, bytes, bytes], NotesKey]
"""Person, device, its wrapping key, the notes key → the grant; `RemoteProtocolError` for a bad one."""


class ReadingRoom:
    """The readers of one meeting."""

    def __init__(
        self, room: Room, catalogue: Catalogue, notes: NotesKeeper, wrap: WrapNotesKey
    ) -> None:
        self._room = room
        self._catalogue = catalogue
        self._notes = notes
        self._wrap = wrap
        self.presenting = Presenting()

    # ── notes ───────────────────────────────────────────────────────────────────────────────────

    def notes_for(self, terminal: Terminal) -> tuple[Message, ...]:
        """Key and notes of the person at a terminal, which has just come or said hello.

        None if the disk fails: a session goes on without notes, and the next hello asks again.
        """
        device = terminal.enrolled.device
        person = self._person_at(device)
        if not person or not terminal.wrap_key:
            return ()
        try:
            key = self._wrap(person, device, terminal.wrap_key, self._notes.key(person))
            kept = self._notes.of(person)
        except (RemoteProtocolError, StorageError) as error:
            log.warning("no notes for %s: %s", device, error)
            return ()
        return (key, *(_told(person, notes) for notes in kept))

    def keep(self, message: KeepNotes, device: str) -> Message:
        """Keep notes, or say which later ones are kept; raises `DomainError` for what is not theirs."""
        if not message.person or self._person_at(device) != message.person:
            raise DomainError("not-signed-in-here")
        if message.paper not in self._room.state.dossier.papers:
            raise DomainError("unknown-paper")
        notes = SealedNotes(message.paper, message.revision, _sealed(message))
        if self._notes.keep(message.person, notes):
            return NotesKept(message.person, message.paper, message.revision)
        kept = self._notes.of(message.person)
        later = next(each for each in kept if each.paper == message.paper)
        return _told(message.person, later)

    # ── the presenter ───────────────────────────────────────────────────────────────────────────

    def present(self, message: Present, device: str) -> bool:
        """Show a page, or stop; whether anything changed. Raises `DomainError` when refused."""
        if not message.paper:
            return self.presenting.stop(device)
        manifest = self._catalogue.manifest(message.paper)
        if manifest is None:
            raise DomainError("unknown-paper")
        plan, person = self._room.state.convened, self._person_at(device)
        leading = {plan.chair, plan.secretary, self._room.state.presiding}
        asker = Asker(device, person, leads=person in leading)
        return self.presenting.show(asker, message.paper, message.page, manifest.pages)

    def tidy(self) -> bool:
        """Stop a presentation whose person or paper is gone; whether there was one."""
        shown = self.presenting.state
        if not shown.device:
            return False
        here = self._person_at(shown.device) == shown.person
        there = self._catalogue.manifest(shown.paper) is not None
        return not (here and there) and self.presenting.stop(shown.device)

    def _person_at(self, device: str) -> str:
        places = self._room.state.attendance.present.items()
        return next((person for person, place in places if place.device == device), "")


def _told(person: str, notes: SealedNotes) -> NotesTold:
    sealed = base64.b64encode(notes.sealed).decode("ascii")
    return NotesTold(person, notes.paper, notes.revision, sealed)


def _sealed(message: KeepNotes) -> bytes:
    try:
        sealed = base64.b64decode(message.sealed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DomainError("bad-notes") from error
    if not sealed or len(sealed) > MAX_SEALED or message.revision < 1:
        raise DomainError("bad-notes")
    return sealed
