"""Papers replaced and recalled, notes kept, a page presented: the exchange beside the vote."""

from __future__ import annotations

import base64

import pytest
from msgspec.structs import replace

from hub.application.ports import StorageError
from hub.distribution.terminals import SILENT_AFTER_MS
from hub.domain import commands
from protocol.messages import (
    CatalogueState,
    Hello,
    KeepNotes,
    KeyGrant,
    Leave,
    Message,
    Missing,
    NotesKept,
    NotesKey,
    NotesTold,
    Present,
    PresenterState,
    Receipt,
    Refusal,
    Welcome,
)
from protocol.topics import Said
from protocol.transfer import Manifest, Range, join_hashes
from tests.support.hub_side import HubSide
from tests.support.meeting import sign_in
from tests.support.plans import make_plan, paper_of

FIRST = Manifest("bao-cao", 1, "item-1", "Báo cáo", 3, 9, "a" * 64, join_hashes([bytes(32)] * 2))
SECOND = replace(FIRST, version=2, sha256="b" * 64)
OTHER = replace(FIRST, paper="to-trinh", sha256="c" * 64)
HELLO = Hello("seat", "11" * 32, "0")
BOTH = (Range(0, 1),)


def room(*papers: Manifest) -> HubSide:
    """Two members have signed in and said hello."""
    hub = HubSide(make_plan(3), papers or (FIRST,))
    for number in (1, 2):
        hub.hears(f"seat-{number:03d}", Said.HELLO, HELLO)
        hub.asks(sign_in(number))
    return hub


def released(hub: HubSide, manifest: Manifest, *changed: int) -> list[Message]:
    hub.sealed[manifest.paper, manifest.version] = manifest
    hub.exchange.ask(hub.new_id(), commands.ReleasePaper(paper_of(manifest), changed))
    return hub.records()


def of(kind: type[Message], said: list[Message]) -> list[Message]:
    return [each for each in said if isinstance(each, kind)]


def test_a_new_version_is_told_with_its_key_and_goes_before_everything_else() -> None:
    hub = room(FIRST, OTHER)
    hub.hears("seat-001", Said.MISSING, Missing("to-trinh", 1, BOTH))
    hub.hears("seat-001", Said.MISSING, Missing("bao-cao", 1, BOTH))
    said = released(hub, SECOND, 2)
    (catalogue,) = of(CatalogueState, said)
    assert catalogue == CatalogueState((replace(SECOND, changed=(2,)), OTHER))
    assert {(grant.paper, grant.version) for grant in of(KeyGrant, said)} == {("bao-cao", 2)}
    assert len(of(KeyGrant, said)) == 2
    hub.hears("seat-001", Said.MISSING, Missing("bao-cao", 2, BOTH))
    sent = [hub.exchange.plan.next() for _ in range(4)]
    assert [(each.paper, each.version, each.index) for each in sent if each] == [
        ("bao-cao", 2, 0),
        ("to-trinh", 1, 0),
        ("bao-cao", 2, 1),
        ("to-trinh", 1, 1),
    ]


def test_a_recalled_paper_is_in_no_snapshot_and_sent_to_nobody() -> None:
    hub = room(FIRST, OTHER)
    hub.hears("seat-001", Said.MISSING, Missing("bao-cao", 1, BOTH))
    hub.exchange.ask(hub.new_id(), commands.RecallPaper("bao-cao", "nhầm"))
    assert of(CatalogueState, hub.records()) == [CatalogueState((OTHER,))]
    assert hub.exchange.plan.next() is None
    hub.hears("seat-001", Said.MISSING, Missing("bao-cao", 1, BOTH))
    assert hub.exchange.plan.next() is None


# ── notes ───────────────────────────────────────────────────────────────────────────────────────


def notes(revision: int, text: bytes = b"sealed", person: str = "p001") -> KeepNotes:
    return KeepNotes(person, "bao-cao", revision, base64.b64encode(text).decode())


def test_notes_are_kept_and_given_back_where_the_person_sits() -> None:
    hub = room()
    assert hub.hears("seat-001", Said.KEEP_NOTES, notes(1)) == [NotesKept("p001", "bao-cao", 1)]
    said = hub.hears("seat-001", Said.HELLO, HELLO)
    assert [each.person for each in of(NotesKey, said)] == ["p001"]
    told = NotesTold("p001", "bao-cao", 1, base64.b64encode(b"sealed").decode())
    assert of(NotesTold, said) == [told]
    assert of(NotesTold, hub.hears("seat-002", Said.HELLO, HELLO)) == []


def test_notes_follow_a_person_to_another_seat() -> None:
    plan = make_plan(3)
    hub = HubSide(
        replace(plan, seats=(*plan.seats[:2], replace(plan.seats[2], person=""))), (FIRST,)
    )
    hub.asks(sign_in(1), sign_in(2))
    hub.hears("seat-001", Said.KEEP_NOTES, notes(1))
    hub.hears("seat-003", Said.HELLO, HELLO)
    hub.exchange.ask(hub.new_id(), commands.MovePerson("p001", "003"))
    said = hub.records()
    assert [each.revision for each in of(NotesTold, said)] == [1]
    assert hub.hears("seat-001", Said.KEEP_NOTES, notes(2))[0].code == "not-signed-in-here"


def test_older_notes_are_answered_with_the_later_ones() -> None:
    hub = room()
    hub.hears("seat-001", Said.KEEP_NOTES, notes(5, b"later"))
    (told,) = hub.hears("seat-001", Said.KEEP_NOTES, notes(4))
    assert told == NotesTold("p001", "bao-cao", 5, base64.b64encode(b"later").decode())


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (notes(1, person="p002"), "not-signed-in-here"),
        (notes(1, person=""), "not-signed-in-here"),
        (replace(notes(1), paper="khac"), "unknown-paper"),
        (replace(notes(1), sealed="not base64"), "bad-notes"),
        (notes(1, b""), "bad-notes"),
        (notes(0), "bad-notes"),
    ],
)
def test_notes_that_are_not_ones_own_or_are_none_are_refused(message: KeepNotes, code: str) -> None:
    hub = room()
    (refusal,) = hub.hears("seat-001", Said.KEEP_NOTES, message)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_notes_that_the_disk_does_not_take_are_refused_and_the_session_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_args: object) -> bool:
        raise StorageError("disk-full")

    hub = room()
    for name in ("keep", "key"):
        monkeypatch.setattr(hub.notes, name, full)
    (refusal,) = hub.hears("seat-001", Said.KEEP_NOTES, notes(1))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "disk-full"
    assert of(Welcome, hub.hears("seat-001", Said.HELLO, HELLO))
    hub.asks(sign_in(3))


def test_a_repeated_leave_gets_the_receipt_it_got_before() -> None:
    """Though nobody sits there any more, and a signature need not be checked a second time."""
    hub = room()
    message = hub.new_id()
    for _ in range(2):
        hub.says_again(message, "seat-001", Said.LEAVE, Leave("p001"))
        hub.records()
    answers = [told for told in hub.to("seat-001") if isinstance(told, Receipt | Refusal)]
    assert len(answers) == 2
    assert answers[0] == answers[1]
    assert isinstance(answers[0], Receipt)


# ── the presenter ───────────────────────────────────────────────────────────────────────────────


def test_a_presented_page_is_told_to_all_until_it_ends() -> None:
    hub = room()
    shown = PresenterState("seat-002", "p002", "bao-cao", 3)
    assert of(PresenterState, hub.hears("seat-002", Said.PRESENT, Present("bao-cao", 3))) == [shown]
    assert of(PresenterState, hub.hears("seat-002", Said.PRESENT, Present("", 0))) == [
        PresenterState("", "", "", 0)
    ]


def test_the_chair_takes_over_and_others_wait() -> None:
    hub = room()
    hub.hears("seat-002", Said.PRESENT, Present("bao-cao", 3))
    (told,) = of(PresenterState, hub.hears("seat-001", Said.PRESENT, Present("bao-cao", 1)))
    assert told == PresenterState("seat-001", "p001", "bao-cao", 1)
    hub.asks(sign_in(3))
    (refusal,) = hub.hears("seat-003", Said.PRESENT, Present("bao-cao", 1))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "somebody-presents"


def test_a_presentation_ends_when_the_person_leaves_or_the_terminal_is_gone() -> None:
    hub = room()
    nobody = PresenterState("", "", "", 0)
    hub.hears("seat-001", Said.PRESENT, Present("bao-cao", 3))
    hub.exchange.ask(hub.new_id(), commands.SignOut("p001", "left"))
    assert of(PresenterState, hub.records()) == [nobody]
    hub.hears("seat-002", Said.PRESENT, Present("bao-cao", 3))
    hub.now += SILENT_AFTER_MS
    said = hub.exchange.refresh_console(hub.now)
    assert any(out.topic.endswith("/state/presenter") for out in said)


def test_a_recalled_paper_is_presented_no_more() -> None:
    hub = room()
    hub.hears("seat-001", Said.PRESENT, Present("bao-cao", 3))
    hub.exchange.ask(hub.new_id(), commands.RecallPaper("bao-cao", "nhầm"))
    assert of(PresenterState, hub.records()) == [PresenterState("", "", "", 0)]
    (refusal,) = hub.hears("seat-001", Said.PRESENT, Present("bao-cao", 3))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unknown-paper"


# ── the wall's page ─────────────────────────────────────────────────────────────────────────────


def keys_of_the_wall(hub: HubSide) -> list[tuple[str, int]]:
    return [(one.paper, one.version) for one in hub.to("wall") if isinstance(one, KeyGrant)]


def with_wall(*papers: Manifest) -> HubSide:
    hub = room(*papers)
    hub.hears("wall", Said.HELLO, Hello("wall", "22" * 32, "0"))
    return hub


def test_a_wall_has_the_key_of_what_is_presented_and_of_nothing_else() -> None:
    hub = with_wall(FIRST, OTHER)
    assert keys_of_the_wall(hub) == []
    hub.hears("seat-001", Said.PRESENT, Present("bao-cao", 1))
    hub.hears("seat-001", Said.PRESENT, Present("bao-cao", 2))
    assert keys_of_the_wall(hub) == [("bao-cao", 1)]
    hub.hears("seat-001", Said.PRESENT, Present("to-trinh", 1))
    assert keys_of_the_wall(hub) == [("bao-cao", 1), ("to-trinh", 1)]


def test_a_wall_gets_the_key_again_when_the_paper_is_presented_again() -> None:
    hub = with_wall()
    for page in (1, 0, 2):
        hub.hears("seat-001", Said.PRESENT, Present("bao-cao" if page else "", page))
    assert keys_of_the_wall(hub) == [("bao-cao", 1)] * 2


def test_a_wall_switched_on_while_somebody_presents_gets_the_key() -> None:
    hub = room()
    hub.hears("seat-001", Said.PRESENT, Present("bao-cao", 1))
    hub.hears("wall", Said.HELLO, Hello("wall", "22" * 32, "0"))
    assert keys_of_the_wall(hub) == [("bao-cao", 1)]


def test_a_wall_gets_the_key_of_the_version_that_replaces_what_is_presented() -> None:
    hub = with_wall()
    hub.hears("seat-001", Said.PRESENT, Present("bao-cao", 1))
    released(hub, SECOND, 2)
    assert keys_of_the_wall(hub) == [("bao-cao", 1), ("bao-cao", 2)]
