"""Room and centre over real HTTPS: what arrives, what is refused, and that nothing is left half-made."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import sqlite3
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from hub.centre import upload
from hub.centre.archive import Archive, Arrival
from hub.centre.client import Centre, send
from hub.centre.errors import (
    BadReceiptError,
    CentreRefusedError,
    CentreUnreachableError,
    WrongCertificateError,
)
from hub.centre.receipt import parse_receipt
from tests.hub.centre import samples, tls_files
from tests.hub.centre.conftest import Running, Start


def silent(_sent: int, _total: int) -> None:
    """No progress wanted."""


async def put(running: Running, sha256: str, data: bytes) -> httpx.Response:
    """A raw upload, as any program might send it."""
    context = ssl.create_default_context(cadata=running.client.ca_pem)
    async with httpx.AsyncClient(verify=context, base_url=running.client.url) as http:
        return await http.put(f"/bundles/{sha256}", content=data)


def nothing_left(running: Running) -> bool:
    """Neither rows nor files, finished or not."""
    folders = [running.root / name for name in ("bundles", "incoming")]
    return running.archive.count() == 0 and not any(
        any(folder.iterdir()) for folder in folders if folder.exists()
    )


async def test_a_whole_bundle_is_kept_and_signed_for(start: Start, tmp_path: Path) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    heard: list[tuple[int, int]] = []
    async with start() as running:
        signed = await send(tmp_path / "b.zip", running.client, lambda *step: heard.append(step))
        kept = running.archive.file(sha256).read_bytes()
    receipt = parse_receipt(signed.receipt)
    assert (receipt.bundle_sha256, receipt.room, receipt.seq) == (sha256, samples.ROOM, 1)
    assert kept == (tmp_path / "b.zip").read_bytes()
    assert heard[-1] == (len(kept), len(kept))


async def test_sent_twice_it_gets_the_very_same_receipt_without_an_upload(
    start: Start, tmp_path: Path
) -> None:
    samples.write_bundle(tmp_path / "b.zip")
    heard: list[tuple[int, int]] = []
    async with start() as running:
        first = await send(tmp_path / "b.zip", running.client, silent)
        again = await send(tmp_path / "b.zip", running.client, lambda *step: heard.append(step))
        assert running.archive.count() == 1
    assert (first, heard) == (again, [])


async def test_put_twice_it_gets_the_very_same_receipt(start: Start, tmp_path: Path) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    data = (tmp_path / "b.zip").read_bytes()
    async with start() as running:
        answers = await asyncio.gather(*(put(running, sha256, data) for _ in range(3)))
        assert running.archive.count() == 1
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1


async def test_a_truncated_bundle_is_refused(start: Start, tmp_path: Path) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    async with start() as running:
        answer = await put(running, sha256, (tmp_path / "b.zip").read_bytes()[:-100])
        assert nothing_left(running)
    assert (answer.status_code, answer.json()) == (400, {"error": {"code": "hash-mismatch"}})


async def test_a_truncated_bundle_under_its_own_hash_is_refused(
    start: Start, tmp_path: Path
) -> None:
    samples.write_bundle(tmp_path / "b.zip")
    cut = tmp_path / "cut.zip"
    cut.write_bytes((tmp_path / "b.zip").read_bytes()[:-100])
    async with start() as running:
        answer = await put(running, upload_hash(cut), cut.read_bytes())
        assert nothing_left(running)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "unreadable-bundle"


def upload_hash(path: Path) -> str:
    """SHA-256 of a file."""
    return samples.listed({"x": path.read_bytes()})[0].sha256


@pytest.mark.parametrize("address", ["0" * 63, "g" * 64, "A" * 64])
async def test_an_address_that_is_no_hash_is_refused(start: Start, address: str) -> None:
    async with start() as running:
        answer = await put(running, address, b"x")
    assert (answer.status_code, answer.json()) == (400, {"error": {"code": "malformed-hash"}})


async def test_too_many_bytes_are_refused_by_their_announcement(
    start: Start, tmp_path: Path
) -> None:
    samples.write_bundle(tmp_path / "b.zip", padding=os.urandom(4_000_000))
    async with start(max_bytes=1000) as running:
        with pytest.raises(CentreRefusedError) as caught:
            await send(tmp_path / "b.zip", running.client, silent)
        assert nothing_left(running)
    assert caught.value.reason == "bundle-too-large"


async def test_too_many_bytes_are_counted_while_they_stream(start: Start) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 65536

    async with start(max_bytes=100_000) as running:
        context = ssl.create_default_context(cadata=running.client.ca_pem)
        async with httpx.AsyncClient(verify=context, base_url=running.client.url) as http:
            answer = await http.put(f"/bundles/{'0' * 64}", content=endless())
        assert nothing_left(running)
    assert (answer.status_code, answer.json()) == (413, {"error": {"code": "bundle-too-large"}})


async def test_a_room_nobody_trusts_is_refused(start: Start, tmp_path: Path) -> None:
    samples.write_bundle(tmp_path / "b.zip", room="phong-la", signer=samples.STRANGER)
    async with start() as running:
        with pytest.raises(CentreRefusedError) as caught:
            await send(tmp_path / "b.zip", running.client, silent)
        assert nothing_left(running)
    assert caught.value.reason == "unknown-room"


async def test_a_room_name_cannot_reach_outside_the_trusted_folder(
    start: Start, tmp_path: Path
) -> None:
    samples.trust(tmp_path, "outside")
    samples.write_bundle(tmp_path / "b.zip", room="../outside")
    async with start() as running:
        with pytest.raises(CentreRefusedError) as caught:
            await send(tmp_path / "b.zip", running.client, silent)
    assert caught.value.reason == "unknown-room"


async def test_a_bundle_forged_in_a_trusted_room_s_name_goes_to_quarantine(
    start: Start, tmp_path: Path
) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip", signer=samples.STRANGER)
    async with start() as running:
        answer = await put(running, sha256, (tmp_path / "b.zip").read_bytes())
        assert nothing_left(running)
        report = json.loads((running.root / "quarantine" / f"{sha256}.json").read_bytes())
    expected = {"error": {"code": "unsound-bundle", "findings": ["bad-signature"]}}
    assert (answer.status_code, answer.json()) == (422, expected)
    assert report == [{"code": "bad-signature", "detail": "manifest.json"}]


async def test_one_changed_byte_of_the_log_is_refused(start: Start, tmp_path: Path) -> None:
    samples.write_bundle(tmp_path / "b.zip")
    sha256 = samples.altered(tmp_path / "b.zip", tmp_path / "changed.zip")
    async with start() as running:
        answer = await put(running, sha256, (tmp_path / "changed.zip").read_bytes())
        assert nothing_left(running)
    assert answer.json()["error"]["findings"] == ["file-changed"]


async def test_an_older_bundle_of_a_known_meeting_is_refused(start: Start, tmp_path: Path) -> None:
    samples.write_bundle(tmp_path / "new.zip")
    samples.write_bundle(tmp_path / "old.zip", samples.session()[:-2])
    async with start() as running:
        await send(tmp_path / "new.zip", running.client, silent)
        with pytest.raises(CentreRefusedError) as caught:
            await send(tmp_path / "old.zip", running.client, silent)
        assert running.archive.count() == 1
    assert caught.value.reason == "older-than-known"


async def test_a_connection_cut_in_the_middle_leaves_nothing(start: Start, tmp_path: Path) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip", padding=os.urandom(3_000_000))
    data = (tmp_path / "b.zip").read_bytes()
    async with start() as running:
        context = ssl.create_default_context(cadata=running.client.ca_pem)
        _, writer = await asyncio.open_connection("127.0.0.1", running.port, ssl=context)
        head = f"PUT /bundles/{sha256} HTTP/1.1\r\nhost: x\r\ncontent-length: {len(data)}\r\n\r\n"
        writer.write(head.encode() + data[:2_000_000])
        await writer.drain()
        writer.transport.abort()
        signed = await send(tmp_path / "b.zip", running.client, silent)  # and resuming works
    # Leaving the server waits for the cut request to be cleaned up.
    assert not any((running.root / "incoming").iterdir())
    assert parse_receipt(signed.receipt).seq == 1


async def test_a_full_disk_is_said_and_leaves_nothing(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: upload.Incoming, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sha256 = samples.write_bundle(tmp_path / "b.zip")
    monkeypatch.setattr(upload.Incoming, "write", full)
    async with start() as running:
        answer = await put(running, sha256, (tmp_path / "b.zip").read_bytes())
        with pytest.raises(CentreUnreachableError, match="disk-full"):
            await send(tmp_path / "b.zip", running.client, silent)
        assert nothing_left(running)
    assert (answer.status_code, answer.json()) == (507, {"error": {"code": "disk-full"}})


async def test_a_database_that_finds_the_disk_full_leaves_nothing(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Archive, _arrival: Arrival, _now: int) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    sha256 = samples.write_bundle(tmp_path / "b.zip")
    monkeypatch.setattr(Archive, "_insert", full)
    async with start() as running:
        answer = await put(running, sha256, (tmp_path / "b.zip").read_bytes())
        assert nothing_left(running)
    assert (answer.status_code, answer.json()) == (507, {"error": {"code": "disk-full"}})


@pytest.mark.parametrize("beginning", [b"", b"x"])
async def test_a_sender_who_is_silent_or_trickles_is_cut_off(
    start: Start, monkeypatch: pytest.MonkeyPatch, beginning: bytes
) -> None:
    monkeypatch.setattr(upload, "GRACE_S", 0.05)
    async with start() as running:
        answer = await answer_to(running, 1000, beginning)
        assert nothing_left(running)
    assert b"408" in answer.splitlines()[0]
    assert b"upload-too-slow" in answer


async def test_an_announced_size_is_refused_before_a_byte_is_sent(start: Start) -> None:
    async with start(max_bytes=1000) as running:
        answer = await answer_to(running, 1001, b"")
    assert b"413" in answer.splitlines()[0]


async def answer_to(running: Running, announced: int, beginning: bytes) -> bytes:
    """The answer to an upload of which only the beginning is ever sent."""
    context = ssl.create_default_context(cadata=running.client.ca_pem)
    reader, writer = await asyncio.open_connection("127.0.0.1", running.port, ssl=context)
    head = f"PUT /bundles/{'0' * 64} HTTP/1.1\r\nhost: x\r\ncontent-length: {announced}\r\n\r\n"
    writer.write(head.encode() + beginning)
    async with asyncio.timeout(10):
        answer = await reader.readuntil(b"}}")
    writer.close()
    return answer


async def test_more_uploads_than_the_centre_takes_at_once_are_asked_to_come_back(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.centre.receiver.MAX_UPLOADS", 0)
    samples.write_bundle(tmp_path / "b.zip")
    async with start() as running:
        with pytest.raises(CentreUnreachableError, match="centre-busy"):
            await send(tmp_path / "b.zip", running.client, silent)


async def test_a_verifier_that_breaks_is_our_fault_and_changes_nothing(
    start: Start, tmp_path: Path
) -> None:
    def broken(_path: Path, _ca_pem: bytes) -> object:
        raise ZeroDivisionError

    sha256 = samples.write_bundle(tmp_path / "b.zip")
    async with start(verify=broken) as running:
        answer = await put(running, sha256, (tmp_path / "b.zip").read_bytes())
        assert nothing_left(running)
    assert (answer.status_code, answer.json()) == (500, {"error": {"code": "centre-failed"}})


async def test_a_centre_with_another_authority_gets_nothing(start: Start, tmp_path: Path) -> None:
    samples.write_bundle(tmp_path / "b.zip")
    async with start() as running:
        client = Centre(running.client.url, tls_files.authority_pem("other"), running.client.verify)
        with pytest.raises(WrongCertificateError):
            await send(tmp_path / "b.zip", client, silent)
        assert nothing_left(running)


async def test_a_receipt_by_another_key_is_not_believed(start: Start, tmp_path: Path) -> None:
    samples.write_bundle(tmp_path / "b.zip")
    async with start(sign=samples.STRANGER.sign) as running:
        with pytest.raises(BadReceiptError, match="signature"):
            await send(tmp_path / "b.zip", running.client, silent)


async def test_an_absent_centre_is_unreachable(tmp_path: Path, tls: tuple[object, str]) -> None:
    samples.write_bundle(tmp_path / "b.zip")
    closed = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = closed.sockets[0].getsockname()[1]
    closed.close()
    await closed.wait_closed()
    with pytest.raises(CentreUnreachableError):
        await send(
            tmp_path / "b.zip", Centre(f"https://127.0.0.1:{port}", tls[1], lambda *_: True), silent
        )
