"""Ballots on disk: durable, in order, never lost silently."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from device.inputs import SavedBallot
from device.outbox import Outbox, OutboxError
from protocol.messages import Ballot


def ballot(number: int, **changes: object) -> SavedBallot:
    plain = SavedBallot(
        message=f"00000000-0000-4000-8000-{number:012x}",
        meeting="phien-1",
        poll="poll-1",
        person="p001",
        answer=("against",),
        ballot=f"b{number}",
        said=Ballot('{"tán":"thành"}', "00"),
        saved=number,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


@pytest.fixture
def outbox(folder: Path) -> Outbox:
    return Outbox(folder)


def test_what_was_saved_is_found_by_the_next_run_in_the_order_it_was_saved(
    outbox: Outbox, folder: Path
) -> None:
    for number, order in ((1, 12), (2, 3), (3, 100)):
        outbox.save(ballot(number, saved=order))
    assert [each.saved for each in Outbox(folder).load()] == [3, 12, 100]
    assert Outbox(folder).load()[0] == ballot(2, saved=3)


def test_saving_a_receipt_replaces_the_ballot(outbox: Outbox) -> None:
    outbox.save(ballot(1))
    outbox.save(ballot(1, receipt=44))
    assert outbox.load() == (ballot(1, receipt=44),)


def test_a_forgotten_ballot_is_gone_and_may_be_forgotten_again(outbox: Outbox) -> None:
    outbox.save(ballot(1))
    for _ in range(2):
        outbox.forget(ballot(1).message)
    assert outbox.load() == ()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b"[]", b'{"message":"m"}', b"\x00" * 4096]
)
def test_a_torn_file_is_set_aside_and_the_others_are_read(
    outbox: Outbox, folder: Path, damage: bytes
) -> None:
    outbox.save(ballot(1))
    outbox.save(ballot(2))
    torn = folder / f"{ballot(1).message}.json"
    torn.write_bytes(damage)
    assert outbox.load() == (ballot(2),)
    assert torn.with_suffix(".unreadable").read_bytes() == damage
    assert outbox.load() == (ballot(2),)


def test_what_a_power_cut_left_half_written_is_no_ballot(outbox: Outbox, folder: Path) -> None:
    outbox.save(ballot(1))
    (folder / f"{ballot(2).message}.part").write_bytes(b'{"half')
    assert outbox.load() == (ballot(1),)


def test_file_and_folder_are_synced_before_save_returns(
    outbox: Outbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, bool]] = []
    sync = os.fsync

    def recording(descriptor: int) -> None:
        in_place = (folder / f"{ballot(1).message}.json").exists()
        synced.append((str(Path(f"/proc/self/fd/{descriptor}").readlink()), in_place))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", recording)
    outbox.save(ballot(1))
    assert synced == [(str(folder / f"{ballot(1).message}.part"), False), (str(folder), True)]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EIO, "disk-error")],
)
def test_a_disk_that_takes_no_more_is_an_error_and_what_was_kept_stays(
    outbox: Outbox, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    outbox.save(ballot(1))

    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    for refused in (ballot(1, receipt=9), ballot(2)):
        with pytest.raises(OutboxError) as error:
            outbox.save(refused)
        assert error.value.code == code
    assert outbox.load() == (ballot(1),)
    assert [path.name for path in folder.iterdir()] == [f"{ballot(1).message}.json"]


@pytest.mark.parametrize("name", ["../escape", "m1", "", "A" * 36])
def test_only_message_ids_name_files(outbox: Outbox, name: str) -> None:
    with pytest.raises(ValueError, match="not a message id"):
        outbox.forget(name)


def test_nobody_else_may_look_into_the_folder(outbox: Outbox, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
