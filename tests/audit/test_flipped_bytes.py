"""One flipped byte anywhere in the log or the manifest is seen, and the record or file it is in is named."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audit.bundle_maker import audit, found, honest, log_of, seal


@cache
def files() -> dict[str, bytes]:
    return seal()


def flipped(path: str, place: int, flip: int) -> tuple[dict[str, bytes], int]:
    data = bytearray(files()[path])
    place %= len(data)
    data[place] ^= flip
    return {**files(), path: bytes(data)}, place


places, flips = st.integers(0), st.integers(1, 255)


@settings(max_examples=40, deadline=None)
@given(places, flips)
def test_in_the_log_the_first_bad_record_is_named(place: int, flip: int) -> None:
    changed, at = flipped("log.jsonl", place, flip)
    report = audit(changed)
    number = log_of(honest())[:at].count(b"\n") + 1
    assert report.errors[0].where == number


@settings(max_examples=25, deadline=None)
@given(places, flips)
def test_in_the_manifest_the_manifest_is_named(place: int, flip: int) -> None:
    changed, _ = flipped("manifest.json", place, flip)
    assert audit(changed).errors[0].where == "manifest.json"


@settings(max_examples=10, deadline=None)
@given(places, flips)
def test_in_the_signature_the_manifest_it_signs_is_named(place: int, flip: int) -> None:
    changed, _ = flipped("manifest.sig", place, flip)
    assert found(audit(changed)) == [("bad-signature", "manifest.json")]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(set(files()) - {"manifest.json", "manifest.sig"})), places, flips)
def test_in_any_other_file_something_is_named(path: str, place: int, flip: int) -> None:
    changed, _ = flipped(path, place, flip)
    report = audit(changed)
    if path.startswith("keys/") or path == "log.jsonl":
        assert not report.sound
    else:
        assert ("file-changed", path) == found(report)[0]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 45))
def test_a_record_taken_out_is_named_by_its_place(number: int) -> None:
    lines = files()["log.jsonl"].splitlines(keepends=True)
    del lines[number]
    first = audit({**files(), "log.jsonl": b"".join(lines)}).errors[0]
    assert first.where == min(number + 1, 45)


def test_a_file_added_is_named() -> None:
    report = audit({**files(), "papers/more.pdf": b"%PDF"})
    assert found(report) == [("file-unlisted", "papers/more.pdf")]


def test_a_file_taken_out_is_named() -> None:
    changed = files() | {}
    del changed["keys/wall.pem"]
    assert found(audit(changed)) == [("file-missing", "keys/wall.pem")]


def test_nothing_at_all_is_not_sound() -> None:
    report = audit({})
    assert found(report)[0] == ("file-missing", "manifest.json")
