"""Private notes sealed and opened on a terminal: only with the key of their person, in memory alone."""

from __future__ import annotations

import base64
from itertools import count
from pathlib import Path

import pytest

from device.document_cache import DocumentCache
from device.effects import ForgetNotesKey, KeepNotesKey, OpenNotes, SealNotes
from device.inputs import Input, NotesOpened, NotesSealed
from device.keyring import Keyring
from device.notes_safe import NotesSafe
from protocol.messages import NotesKey, NotesTold
from protocol.sealing import notes_key_label
from transport.paper_cipher import wrap_key

KEY = bytes(range(32))
SEAL = SealNotes("phien-1", "p001", "bao-cao", 3, "Hỏi lại số liệu".encode())


class World:
    """A safe and what it told."""

    def __init__(self, folder: Path) -> None:
        self.told: list[Input] = []
        self.keyring = Keyring("seat-001", DocumentCache(folder, 1000))
        nonces = count(1)
        self.safe = NotesSafe(
            self.keyring, self.told.append, lambda: next(nonces).to_bytes(12, "big")
        )

    def grant(self, person: str = "p001", device: str = "seat-001") -> None:
        label = notes_key_label("phien-1", person, device)
        wrapped = wrap_key(bytes.fromhex(self.keyring.public_key()), KEY, label)
        self.safe.perform(KeepNotesKey("phien-1", NotesKey(person, wrapped.hex())))

    def sealed(self, seal: SealNotes = SEAL) -> str:
        self.safe.perform(seal)
        told = self.told.pop()
        assert isinstance(told, NotesSealed)
        return told.sealed

    def opened(self, sealed: str, person: str = "p001", revision: int = 3) -> NotesOpened:
        told = NotesTold(person, "bao-cao", revision, sealed)
        self.safe.perform(OpenNotes("phien-1", told))
        found = self.told.pop()
        assert isinstance(found, NotesOpened)
        return found


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.grant()
    return world


def test_what_was_sealed_is_opened_again_and_is_unreadable_in_between(world: World) -> None:
    sealed = world.sealed()
    assert "Hỏi lại".encode() not in base64.b64decode(sealed)
    assert world.opened(sealed) == NotesOpened("p001", "bao-cao", 3, SEAL.written)


def test_the_same_notes_are_never_sealed_alike(world: World) -> None:
    assert world.sealed() != world.sealed()


@pytest.mark.parametrize("sealed", ["", "!", "AAAA", "é"])
def test_what_is_no_sealed_text_is_a_fault_and_no_crash(world: World, sealed: str) -> None:
    assert world.opened(sealed).fault == "notes-forged"


def test_notes_of_another_revision_are_forged(world: World) -> None:
    assert world.opened(world.sealed(), revision=4).fault == "notes-forged"


def test_without_the_persons_key_nothing_is_opened_or_sealed(world: World) -> None:
    sealed = world.sealed()
    assert world.opened(sealed, person="p002").fault == "key-missing"
    world.safe.perform(ForgetNotesKey())
    assert world.opened(sealed).fault == "key-missing"
    world.safe.perform(SEAL)
    assert world.told == []


def test_a_key_for_another_seat_is_not_kept(world: World) -> None:
    sealed = world.sealed()
    world.safe.perform(ForgetNotesKey())
    world.grant(device="seat-002")
    assert world.opened(sealed).fault == "key-missing"
