"""The key of one person's notes, in memory only, and the notes sealed and opened with it."""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable
from typing import TypeAlias

from device.effects import ForgetNotesKey, KeepNotesKey, OpenNotes, SealNotes
from device.inputs import Input, NotesOpened, NotesSealed
from device.keyring import Keyring
from protocol.errors import RemoteProtocolError
from protocol.sealing import notes_label
from transport.note_cipher import open_notes, seal_notes
from transport.paper_cipher import CipherError

log = logging.getLogger(__name__)

NotesEffect: TypeAlias = KeepNotesKey | ForgetNotesKey | OpenNotes | SealNotes


class NotesSafe:
    """Performs what concerns private notes; `new_nonce` gives 12 random bytes."""

    def __init__(
        self, keyring: Keyring, feed: Callable[[Input], None], new_nonce: Callable[[], bytes]
    ) -> None:
        self._keyring = keyring
        self._feed = feed
        self._new_nonce = new_nonce
        self._key: tuple[str, bytes] | None = None  # whose it is

    def perform(self, effect: NotesEffect) -> None:
        """Do one thing; what cannot be opened is told with a code."""
        if isinstance(effect, KeepNotesKey):
            self._keep(effect)
        elif isinstance(effect, ForgetNotesKey):
            self._key = None
        elif isinstance(effect, OpenNotes):
            self._open(effect)
        else:
            self._seal(effect)

    def _keep(self, effect: KeepNotesKey) -> None:
        try:
            key = self._keyring.unwrap_notes_key(effect.meeting, effect.grant)
        except (CipherError, RemoteProtocolError, ValueError) as error:
            log.error("key of the notes refused: %s", error)
            return
        self._key = (effect.grant.person, key)

    def _open(self, effect: OpenNotes) -> None:
        told, written, fault = effect.told, b"", ""
        try:
            label = notes_label(effect.meeting, told.person, told.paper, told.revision)
            sealed = base64.b64decode(told.sealed, validate=True)
            written = open_notes(self._key_of(told.person), label, sealed)
        except (CipherError, RemoteProtocolError, binascii.Error, ValueError) as error:
            fault = getattr(error, "code", "notes-forged")
            log.error("notes on %s cannot be opened: %s", told.paper, fault)
        self._feed(NotesOpened(told.person, told.paper, told.revision, written, fault))

    def _seal(self, effect: SealNotes) -> None:
        label = notes_label(effect.meeting, effect.person, effect.paper, effect.revision)
        try:
            key = self._key_of(effect.person)
        except CipherError:
            return  # the person has gone meanwhile
        sealed = base64.b64encode(seal_notes(key, self._new_nonce(), label, effect.written))
        place = (effect.person, effect.paper, effect.revision)
        self._feed(NotesSealed(*place, sealed.decode("ascii")))

    def _key_of(self, person: str) -> bytes:
        if self._key is None or self._key[0] != person:
            raise CipherError("key-missing")
        return self._key[1]
