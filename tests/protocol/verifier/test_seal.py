"""Only keys of the room count, each in its own role."""

from __future__ import annotations

from protocol.identifiers import RoomId
from tests.audit.bundle_maker import (
    audit,
    chain,
    found,
    honest,
    honest_files,
    log_of,
    manifest_of,
    number_of,
    room_keys,
    seal,
    signed,
)


def test_the_trusted_authority_must_be_the_one_inside() -> None:
    mine = room_keys().authority.pem
    assert audit(seal(), trusted=mine).ca_trusted
    other = audit(seal(), trusted=mine + b"\n")
    assert found(other) == [("another-ca", "keys/ca.pem")]


def test_a_terminal_without_certificate_cannot_vote() -> None:
    report = audit(seal(seat_binh=None))
    number = number_of(honest(), "BallotCast", person="binh")
    assert found(report)[0] == ("file-missing", number)


def test_a_certificate_of_another_role_does_not_do() -> None:
    report = audit(seal(seat_binh=room_keys().certificates["wall"]))
    number = number_of(honest(), "BallotCast", person="binh")
    assert found(report)[0] == ("wrong-certificate", number)


def test_a_foreign_certificate_does_not_do() -> None:
    foreign = room_keys(RoomId("phong-2")).certificates["seat-binh"]
    number = number_of(honest(), "BallotCast", person="binh")
    assert found(audit(seal(seat_binh=foreign)))[0] == ("foreign-certificate", number)


def test_the_manifest_must_be_signed_by_the_key_of_the_hub() -> None:
    report = audit(seal(hub=room_keys().certificates["wall"]))
    assert found(report) == [("bad-signature", "manifest.json")]


def test_a_terminal_cannot_sign_for_the_hub() -> None:
    files = seal(hub=room_keys().certificates["wall"])
    files["manifest.sig"] = room_keys().keys["wall"].sign(files["manifest.json"])
    assert found(audit(files)) == [("wrong-certificate", "keys/hub.pem")]


def test_a_manifest_of_another_head_names_the_last_record() -> None:
    drafts = honest()
    files = {**honest_files(), "log.jsonl": log_of(drafts)}
    report = audit(signed(files, manifest_of(files, chain(drafts[:-1])[-1][1])))
    assert ("head-differs", len(drafts)) in found(report)
