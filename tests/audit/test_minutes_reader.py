"""The printed numbers are read out of a real PDF, in a child that a bad PDF cannot take the auditor with."""

from __future__ import annotations

import subprocess
from typing import Any

import pymupdf
import pytest
from msgspec.structs import replace

from audit import minutes_reader
from audit.minutes_reader import read_text
from hub.application.minutes import Head, compose
from hub.application.roster import Roster
from hub.domain import events
from hub.papers.minutes import render_minutes
from protocol import bundle, canonical, shapes
from protocol.errors import RemoteProtocolError
from protocol.verifier.report import Report
from tests.audit.bundle_maker import ROSTER, audit, chain, change, found, honest, seal, sha256
from tests.audit.every_kind import beside, every_kind


def printed(**changes: Any) -> tuple[bytes, bytes]:
    """The minutes as the hub prints them, with their numbers; `changes` are made to poll 1's count."""
    drafts = honest()[:-1]
    head = chain(drafts)[-1][1]
    records = [
        (draft.at, shapes.from_json(getattr(events, draft.type), draft.body)) for draft in drafts
    ]
    roster = Roster.parse(ROSTER)
    minutes = compose(records, roster, head=Head(head.seq, head.hash))
    numbers = canonical.dump(minutes.numbers())
    for index, (at, event) in enumerate(records):
        if isinstance(event, events.PollClosed) and event.poll == "poll-1":
            lie = shapes.to_json(event)
            assert isinstance(lie, dict)
            assert isinstance(lie["result"], dict)
            lie["result"] |= changes
            records[index] = (at, shapes.from_json(events.PollClosed, lie))
    lying = compose(records, roster, head=Head(head.seq, head.hash))
    return render_minutes(lying), numbers


def audited(pdf: bytes, numbers: bytes) -> Report:
    drafts = change(honest(), len(honest()), sha256=sha256(pdf), size=len(pdf))
    return audit(seal(drafts, minutes=pdf, numbers=numbers), read_text=read_text)


def test_the_numbers_of_the_hubs_own_minutes_are_found() -> None:
    report = audited(*printed())
    assert found(report) == []
    assert "minutes-text-unread" not in [caveat.code for caveat in report.caveats]


@pytest.mark.parametrize(
    ("option", "votes", "codes"),
    [("khach", (3,), []), ("khach", (4,), ["minutes-text-differs"])],
)
def test_the_votes_of_options_are_found_in_print(
    option: str, votes: tuple[int, ...], codes: list[str]
) -> None:
    """Every kind of poll in the hub's own minutes; then with another number for one candidate."""
    drafts = every_kind()[:-1]
    head = chain(drafts)[-1][1]
    records = [
        (draft.at, shapes.from_json(getattr(events, draft.type), draft.body)) for draft in drafts
    ]
    roster = Roster.parse(ROSTER)
    numbers = compose(records, roster, head=Head(head.seq, head.hash)).numbers()
    for index, (at, event) in enumerate(records):
        if isinstance(event, events.PollClosed) and event.poll == "bau":
            first, *rest = event.result.options
            assert first.option == option
            options = (replace(first, votes=votes), *rest)
            lie = replace(event, result=replace(event.result, options=options))
            records[index] = (at, lie)
    pdf = render_minutes(compose(records, roster, head=Head(head.seq, head.hash)))
    last = len(every_kind())
    told = change(every_kind(), last, sha256=sha256(pdf), size=len(pdf))
    files = {path: data for path, data in beside().items() if "time-report" not in path}
    sealed = seal(told, files, minutes=pdf, numbers=canonical.dump(numbers))
    assert [code for code, _ in found(audit(sealed, read_text=read_text))] == codes


def test_a_wrong_number_in_print_is_found() -> None:
    report = audited(*printed(in_favour=5))
    assert found(report) == [("minutes-text-differs", bundle.MINUTES)]


def page_text(*pages: str) -> bytes:
    document = pymupdf.open()
    for text in pages:
        document.new_page().insert_text((72, 72), text)
    return bytes(document.tobytes())


def test_text_runs_on_over_pages_without_their_numbers() -> None:
    text = read_text(page_text("one", "2\ntwo", "3\nthree")) or ""
    assert text.split() == ["one", "two", "three"]


def test_a_number_that_is_not_the_page_number_stays() -> None:
    assert (read_text(page_text("7\nseven")) or "").split() == ["7", "seven"]


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\nbroken"])
def test_a_broken_pdf_is_unreadable_by_name(data: bytes) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        read_text(data)
    assert refusal.value.code == "minutes-unreadable"


def test_a_pdf_that_takes_too_long_is_unreadable_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*arguments: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("reader", 60)

    monkeypatch.setattr(subprocess, "run", slow)
    with pytest.raises(RemoteProtocolError) as refusal:
        read_text(b"%PDF")
    assert refusal.value.code == "minutes-unreadable"


def test_without_a_reader_there_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minutes_reader.importlib.util, "find_spec", lambda name: None)
    assert read_text(page_text("one")) is None
