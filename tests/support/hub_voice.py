"""What a hub would say, as inputs of a terminal's core: small, complete, and easy to change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from msgspec.structs import replace

from device.effects import Effect, Say
from device.identity import Chance, Identity
from device.inputs import Heard
from device.terminal import Terminal
from protocol.envelope import HUB, Envelope
from protocol.messages import (
    AgendaState,
    BallotShown,
    BallotsState,
    CatalogueState,
    ItemState,
    Message,
    OnePoll,
    OptionState,
    PeopleState,
    PersonAt,
    PollState,
    RuleState,
    SessionState,
    ShareState,
)
from protocol.recount import Lists, asked_of, recount, roll_hash
from protocol.topics import Said
from protocol.transfer import CHUNK_BYTES, Manifest, join_hashes

MEETING = "phien-1"
SEAT = "seat-001"
PERSONS = ("p001", "p002", "p003")
HUB_TIME = 1_795_654_800_000  # 2026-11-26, 08:00 in Vietnam
HASH = "ab" * 32
LEASE = HUB_TIME + 12 * 3_600_000

RULE = RuleState("members", 1, 2, True, "chair-side", 2, 3, "Luật 72/2025/QH15", False)  # noqa: FBT003  base to verified, as on the wire
SESSION = SessionState(
    title="Phiên họp thử",
    body_name="Ủy ban nhân dân tỉnh",
    room_name="Phòng họp thử",
    chair_title="Chủ tịch",
    chair="p001",
    starts_at=HUB_TIME,
    phase="open",
    opened_at=HUB_TIME,
    closed_at=None,
    quorum="met",
    present=3,
    needed=2,
    members=3,
    guests=0,
    minutes_ready=False,
    bundle_received=False,
)


def item(number: int, **changes: Any) -> ItemState:
    """Agenda item `item-<number>`, planned."""
    plain = ItemState(
        item=f"item-{number}",
        number=number,
        title=f"Nội dung {number}",
        presenter="Sở Tài chính",
        planned_minutes=10,
        stage="planned",
        started_at=None,
        since=None,
        spent_ms=0,
        polls=(),
        conclusion="",
        draft="Thống nhất.",
    )
    return replace(plain, **changes)


def agenda(active: str = "item-1", items: int = 2) -> AgendaState:
    """An agenda whose active item is being discussed."""
    return AgendaState(
        tuple(
            item(n, stage="discussing" if f"item-{n}" == active else "planned")
            for n in range(1, items + 1)
        ),
        active,
    )


def people(*, present: bool = True) -> PeopleState:
    """Three members on three seats, the first of them at `SEAT`."""
    return PeopleState(
        tuple(
            PersonAt(
                seat=f"{n:03d}",
                device=f"seat-{n:03d}",
                public_key="",
                person=person,
                name=f"Người {n}",
                title=f"Ủy viên {n}",
                short=f"UV {n}",
                votes=True,
                present=present,
                column=n - 1,
                row=0,
            )
            for n, person in enumerate(PERSONS, 1)
        )
    )


def poll(**changes: Any) -> OnePoll:
    """An open roll-call poll of three members."""
    plain = OnePoll(
        poll="poll-1",
        item="item-1",
        question="Thông qua?",
        kind="roll-call",
        stage="open",
        rule=RULE,
        press="last",
        interim="chair",
        duration_ms=None,
        closes_at=None,
        remaining_ms=None,
        roll=PERSONS,
        present=PERSONS,
        roll_sha256=roll_hash(PERSONS),
        result=None,
        record_seq=0,
        record_hash="",
    )
    return replace(plain, **changes)


OPTIONS = tuple(OptionState(f"o{n}", f"Phương án {n}") for n in (1, 2, 3))


def election(**changes: Any) -> OnePoll:
    """An open poll with three options: two picks for two places."""
    return poll(**({"form": "options", "options": OPTIONS, "picks": 2, "places": 2} | changes))


def rating(**changes: Any) -> OnePoll:
    """An open confidence rating of two persons."""
    shares = {
        "resign": ShareState(1, 2, strict=True),
        "dismiss": ShareState(2, 3, strict=False),
    }
    values = {"form": "confidence", "options": OPTIONS[:2], "rule": replace(RULE, **shares)}
    return poll(**(values | changes))


def polls(*states: OnePoll) -> PollState:
    """These polls, the last of them leading."""
    return PollState(states, states[-1].poll if states else "")


def ballots(**choices: str) -> BallotsState:
    """Published ballots of `poll-1`, by person."""
    return BallotsState(
        "poll-1",
        tuple(BallotShown(person, (choice,), f"b-{person}") for person, choice in choices.items()),
    )


def counted(published: BallotsState, **changes: Any) -> OnePoll:
    """`poll-1`, announced with the count of what was published."""
    values = {"stage": "announced", "record_seq": 9, "record_hash": HASH}
    closed = poll(**(values | changes))
    lists = Lists(3, len(closed.roll), len(closed.present))
    result = recount(
        asked_of(closed),
        lists,
        published.ballots,
        published.entry,
        chair="p001",
        tie_choice=closed.tie_choice,
    )
    return closed if "result" in changes else replace(closed, result=result)


def manifest(
    paper: str, *chunks: bytes, version: int = 1, of_item: str = "item-1", pages: int = 3
) -> Manifest:
    """The manifest of a paper whose sealed chunks are these, the preview first."""
    return Manifest(
        paper=paper,
        version=version,
        item=of_item,
        title=paper,
        pages=pages,
        size=(len(chunks) - 2) * CHUNK_BYTES + 1,
        sha256="00" * 32,
        chunk_hashes=join_hashes(hashlib.sha256(chunk).digest() for chunk in chunks),
    )


@dataclass
class HubVoice:
    """Says messages one after the other: every next one is a record and a millisecond newer."""

    seq: int = 1
    at: int = HUB_TIME
    meeting: str = MEETING
    _ids: count[int] = field(default_factory=lambda: count(1))

    def says(self, message: Message, *, to: str = "", **changes: Any) -> Heard:
        """The next message; `changes` are fields of its envelope."""
        self.seq, self.at = self.seq + 1, self.at + 1
        number = f"{next(self._ids):012x}"
        envelope = Envelope(
            f"11111111-0000-4000-8000-{number}", HUB, to, self.meeting, self.seq, self.at, message
        )
        return Heard(replace(envelope, **changes))

    def convenes(self, *, present: bool = True) -> tuple[Heard, ...]:
        """Everything a terminal needs to be a seat of an open session."""
        told = (SESSION, agenda(), people(present=present), PollState((), ""), CatalogueState(()))
        return tuple(self.says(message) for message in told)


def make_terminal(role: str = "seat", device: str = SEAT) -> Terminal:
    """A terminal that counts its ids, signs nothing and is never at random."""
    ids = count(1)
    chance = Chance(
        lambda: f"00000000-0000-4000-8000-{next(ids):012x}", lambda _text: b"\x01" * 64, lambda _: 0
    )
    return Terminal(Identity(device, role, "22" * 32 if role == "seat" else ""), chance)


def is_beat(effect: Effect) -> bool:
    """Hello and heartbeat: what every terminal says all the time."""
    return isinstance(effect, Say) and effect.said in {Said.HELLO, Said.PRESENCE}
