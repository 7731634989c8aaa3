"""Attacks from inside the room's network, on a real hub, broker and certificates, while 24 seats vote.

One hall, one poll kept open: every attack is refused and recorded, and after each of them everybody votes
again and is answered. The last test closes the poll and compares the record with what people pressed.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from firmware_config.authority import Authority, Subject
from firmware_config.certificates import Role
from firmware_config.folder import RoomFolder, make_identity
from firmware_config.keys import read_key
from hub.distribution.doorkeeper import REFUSALS
from protocol import canonical, codec, topics
from protocol.envelope import Envelope
from protocol.identifiers import DeviceId, RoomId
from protocol.messages import Ballot, Command, Message, Presence
from protocol.topics import Aspect, Said
from tests.faults.delegates import Delegates, cast_ballots, check, check_count
from tests.support.hall import (
    CHAIR,
    MEETING,
    SEATS,
    Hall,
    call,
    import_meeting,
    records_of,
    running,
    stage_room,
    until,
    write_folder,
)
from tests.support.intruder import Intruder, Papers, Will, intruder
from tests.support.room import address

pytestmark = [
    pytest.mark.faults,
    pytest.mark.broker,
    pytest.mark.asyncio(loop_scope="module"),
]

ROOM = RoomId("phong-thu")
VICTIM, REPLAYER = SEATS[0], SEATS[-1]
LIAR, STOLEN, LISTENER = "seat-90", "seat-91", "seat-92"  # issued, at no seat
FLOODERS = ("seat-93", "seat-94")  # by QoS
GHOST = "seat-99"  # the authority signed it, the hub was never told
FLOOD = 10_000  # messages a second, if the machine gets that far
FLOODING = 2.0  # seconds


@dataclass
class Siege:
    """The hall, the people in it, and the way in."""

    hall: Hall
    people: Delegates
    site: Path

    @property
    def room(self) -> RoomFolder:
        return self.hall.room

    def papers(self, device: str) -> Papers:
        """The identity of a terminal, as whoever holds it has it."""
        place = self.site / GHOST if device == GHOST else self._identity(device)
        return Papers(self.room.hub_identity / "ca.pem", place / "device.pem", place / "device.key")

    def _identity(self, device: str) -> Path:
        return self.room.terminal(DeviceId(device)) / "identity"

    @property
    def door(self) -> tuple[str, int]:
        return address(self.room)

    async def everybody_votes(self) -> None:
        """The session goes on: all press anew and every lamp is lit soon."""
        await self.people.everybody()

        async def lit() -> bool:
            ballots = [(await self.hall.screen(name)).get("ballot") for name in SEATS]
            return all(ballot and ballot["lamp"] == "accepted" for ballot in ballots)

        await until(lit)
        self.people.look()

    async def recorded(self, kind: str, device: str, why: str = "") -> None:
        """Wait for a line of the security log, with `why` in it."""
        wanted = f"refused={kind} device={device} "
        log = self.room.hub / "data" / "security.log"

        async def written() -> bool:
            lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
            return any(wanted in line and why in line for line in lines)

        await until(written, limit=10.0)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def siege(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Siege]:
    """A hall whose first poll is announced and whose second is open."""
    site = tmp_path_factory.mktemp("siege")
    room = stage_room(site / "room")
    issued = call("firmware_config.main", "issue", room.root, LIAR, STOLEN, LISTENER, *FLOODERS)
    assert issued.returncode == 0, issued.stderr
    authority = Authority.load(room.authority / "ca.pem", room.authority / "ca.key")
    (site / GHOST).mkdir()
    subject = Subject(ROOM, Role.SEAT, DeviceId(GHOST))
    make_identity(site / GHOST, "device", authority, subject, datetime.now(UTC))
    import_meeting(room, write_folder(site / "folder", polls=2))
    async with running(room, site / "logs") as hall:
        await hall.begin()
        people = Delegates(hall, seed=7)
        made = Siege(hall, people, site)
        await made.everybody_votes()
        await hall.finish_poll()
        await hall.open_poll()
        await made.everybody_votes()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def liar(siege: Siege) -> AsyncIterator[Intruder]:
    """A terminal of the room that has gone over to the other side, connected under its own name."""
    async with intruder(siege.papers(LIAR), siege.door) as one:
        await one.greet(LIAR)
        yield one


def said(device: str, message: Message, *, meeting: str = MEETING, claims: str = "") -> bytes:
    """A message of `device`, in an envelope that `claims` to be of somebody else."""
    envelope = Envelope(str(uuid.uuid4()), claims or device, "", meeting, 0, 0, message)
    return codec.encode(envelope, None)


def of(device: str, kind: Said) -> str:
    return topics.from_device(ROOM, DeviceId(device), kind)


def kept_ballots(siege: Siege, device: str) -> list[dict[str, Any]]:
    """What the terminal of `device` has on its disk of ballots, oldest first, as raw JSON."""
    outbox = siege.room.terminal(DeviceId(device)) / "data" / "outbox"
    kept = [json.loads(path.read_bytes()) for path in outbox.glob("*.json")]
    return sorted(kept, key=lambda ballot: int(ballot["saved"]))


def ballot_of(kept: dict[str, Any]) -> Ballot:
    return Ballot(kept["said"]["statement"], kept["said"]["signature"])


def forged(siege: Siege, owner: str, signer: str, **changes: Any) -> Ballot:
    """The latest ballot of `owner` with some fields changed, signed with `signer`'s key."""
    statement = json.loads(kept_ballots(siege, owner)[-1]["said"]["statement"])
    text = canonical.dump(statement | {"ballot": str(uuid.uuid4())} | changes).decode()
    return Ballot(text, read_key(siege.papers(signer).key).sign(text.encode()).hex())


# ── names that are not one's own ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("qos", [0, 1, 2])
async def test_nobody_speaks_on_the_topic_of_another_seat(
    siege: Siege, liar: Intruder, qos: int
) -> None:
    ballot = ballot_of(kept_ballots(siege, VICTIM)[-1])
    liar.publish(of(VICTIM, Said.BALLOT), said(VICTIM, ballot), qos)
    await liar.until_hung_up()
    await siege.recorded("forbidden-publication", LIAR)
    await siege.everybody_votes()


async def test_nobody_speaks_in_an_envelope_of_another_seat(siege: Siege, liar: Intruder) -> None:
    liar.publish(of(LIAR, Said.BALLOT), said(LIAR, Presence((), ()), claims=VICTIM))
    await siege.recorded("sender-mismatch", LIAR)


async def test_a_client_id_is_that_of_the_certificate_whatever_is_asked_for(siege: Siege) -> None:
    async with intruder(siege.papers(LIAR), siege.door) as one:
        await one.greet(VICTIM)
        await siege.everybody_votes()
        one.publish(of(VICTIM, Said.PRESENCE), said(VICTIM, Presence((), ())))
        await one.until_hung_up()
    await siege.recorded("forbidden-publication", LIAR)
    async with intruder(siege.papers(LIAR), siege.door) as one:
        await one.greet(VICTIM)
        async with intruder(siege.papers(LIAR), siege.door) as two:
            await two.greet(CHAIR)
            await one.until_hung_up()  # pushed out by its own second connection, nobody else is
            await siege.recorded("second-connection", LIAR)


# ── ballots ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_ballot_of_another_terminal_counts_for_nobody(siege: Siege, liar: Intruder) -> None:
    stolen = ballot_of(kept_ballots(siege, VICTIM)[-1])
    liar.publish(of(LIAR, Said.BALLOT), said(LIAR, stolen))
    await siege.recorded("not-this-terminal", LIAR)
    liar.publish(of(LIAR, Said.BALLOT), said(LIAR, forged(siege, VICTIM, LIAR, device=LIAR)))
    await siege.recorded("not-signed-in-here", LIAR)
    await siege.everybody_votes()


async def test_yesterdays_ballots_are_refused_from_the_very_seat_that_cast_them(
    siege: Siege,
) -> None:
    kept = kept_ballots(siege, REPLAYER)
    used, unused = ballot_of(kept[0]), str(uuid.uuid4())
    earlier_poll = json.loads(used.statement)["poll"]
    assert earlier_poll != json.loads(kept[-1]["said"]["statement"])["poll"]
    yesterday = forged(siege, REPLAYER, REPLAYER, meeting="phien-hom-qua", ballot=unused)
    unsigned = forged(siege, REPLAYER, VICTIM)
    async with intruder(siege.papers(REPLAYER), siege.door) as one:
        await one.greet(REPLAYER)
        tried = (
            (used, MEETING, "ballot-reused"),
            (ballot_of(kept[-1]), MEETING, "ballot-reused"),
            (yesterday, MEETING, "unknown-poll"),
            (yesterday, "phien-hom-qua", "other-meeting"),
            (unsigned, MEETING, "bad-ballot-signature"),
            (Ballot("{}", "00" * 64), MEETING, "bad-ballot"),
        )
        for message, meeting, _ in tried:  # at once: the seat itself will soon push it out again
            one.publish(of(REPLAYER, Said.BALLOT), said(REPLAYER, message, meeting=meeting))
        for _, _, kind in tried:
            await siege.recorded(kind, REPLAYER)
    await siege.everybody_votes()


async def test_a_seat_gives_no_orders(siege: Siege, liar: Intruder) -> None:
    poll = json.loads(kept_ballots(siege, VICTIM)[-1]["said"]["statement"])["poll"]
    liar.publish(of(LIAR, Said.COMMAND), said(LIAR, Command("close-poll", poll, "")))
    await siege.recorded("not-the-console", LIAR)
    await siege.everybody_votes()


# ── the hub's words ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("qos", [0, 1])
async def test_nobody_speaks_for_the_hub(siege: Siege, qos: int) -> None:
    shown = await siege.hall.screen(VICTIM)
    forgeries = [topics.state(ROOM, Aspect.POLL), topics.head(ROOM)]
    forgeries.append(topics.to_device(ROOM, DeviceId(VICTIM)))
    for topic in forgeries:
        async with intruder(siege.papers(LIAR), siege.door) as one:
            await one.greet(LIAR)
            one.publish(topic, said(LIAR, Presence((), ()), claims="hub"), qos, retain=True)
            await one.until_hung_up()
    async with intruder(siege.papers(LIAR), siege.door) as one:
        await one.greet(LIAR, Will(topics.head(ROOM), b"forged"))
    async with intruder(siege.papers(LISTENER), siege.door) as late:  # hears what is retained
        await late.greet(LISTENER)
        await late.subscribe(topics.head(ROOM), topics.state(ROOM, Aspect.POLL))
        await until_heard(late, 2)
        assert not [payload for _, payload in late.heard if len(payload.split(b"\n")[0]) != 128]
    assert (await siege.hall.screen(VICTIM))["kind"] == shown["kind"]
    await siege.recorded("forbidden-publication", LIAR)
    await siege.everybody_votes()


async def until_heard(one: Intruder, count: int) -> None:
    async def heard() -> bool:
        return len(one.heard) >= count

    await until(heard)


async def test_who_subscribes_to_everything_hears_what_every_seat_hears_and_no_more(
    siege: Siege, liar: Intruder
) -> None:
    patterns = ("#", "+/+/to/#", f"room/{ROOM}/from/#", f"room/{ROOM}/to/{VICTIM}")
    await liar.subscribe(*patterns, f"$share/x/room/{ROOM}/from/+/+", "$SYS/#")
    await siege.everybody_votes()
    await until_heard(liar, 1)
    public = (f"room/{ROOM}/state/", f"room/{ROOM}/head", f"room/{ROOM}/to/{LIAR}")
    assert [topic for topic, _ in liar.heard if not topic.startswith(public)] == []
    await siege.recorded("forbidden-subscription", LIAR)


# ── too much ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("qos", [0, 1])
async def test_ten_megabytes_in_a_message(siege: Siege, qos: int) -> None:
    async with intruder(siege.papers(LIAR), siege.door) as one:
        await one.greet(LIAR)
        one.publish(of(LIAR, Said.BALLOT), b"x" * 10_000_000, qos)
        await one.until_hung_up()
    await siege.recorded("too-large", LIAR)
    await siege.everybody_votes()


async def test_garbage_of_every_kind(siege: Siege, liar: Intruder) -> None:
    nested = b"\n" + b"[" * 250_000
    for payload, code in (
        (b"", "malformed-message"),
        (b"\xff\xfe", "malformed-message"),
        (nested, "malformed-json"),
        (b"\n{}", "malformed-message"),
        (b"\n" + b'{"a":' + b"9" * 200_000 + b"}", "malformed-json"),
    ):
        liar.publish(of(LIAR, Said.BALLOT), payload)
        await siege.recorded(code, LIAR)
    liar.write(b"\xff" * 100)
    await liar.until_hung_up()
    await siege.everybody_votes()


@pytest.mark.parametrize("qos", [0, 1])
async def test_ten_thousand_messages_a_second_delay_nobody_else(siege: Siege, qos: int) -> None:
    flooder = FLOODERS[qos]
    flood = asyncio.create_task(flooding(siege, flooder, qos))
    await siege.recorded("too-many-messages", flooder)
    while not flood.done():
        await siege.everybody_votes()
    await flood
    await siege.recorded("flood", flooder)
    await siege.recorded("forbidden-publication", flooder)  # the broker hung up on it
    await siege.everybody_votes()


async def flooding(siege: Siege, device: str, qos: int) -> None:
    """Send at the rate of a flood, and again whenever the broker hangs up."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + FLOODING
    while loop.time() < ends:
        with suppress(OSError):
            async with intruder(siege.papers(device), siege.door) as one:
                await one.greet(device)
                packet = one.publication(
                    of(device, Said.PRESENCE), said(device, Presence((), ())), qos
                )
                begun, sent = loop.time(), 0
                while loop.time() < ends and not one.hung_up:
                    due = int((loop.time() - begun) * FLOOD) - sent
                    one.write(packet * due)
                    sent += due
                    await asyncio.sleep(0.01)


# ── certificates ────────────────────────────────────────────────────────────────────────────────────


async def refused_at_the_door(siege: Siege, papers: Papers) -> None:
    """TLS 1.3 tells a client late: it may believe for a moment that it is in."""
    with pytest.raises(OSError):  # noqa: PT011  any way of being thrown out will do
        async with intruder(papers, siege.door) as one:
            await one.greet("whoever")


async def test_a_foreign_certificate_is_refused(siege: Siege) -> None:
    other = stage_room(siege.site / "other-room")
    place = other.terminal(DeviceId(VICTIM)) / "identity"
    ca = siege.room.hub_identity / "ca.pem"
    await refused_at_the_door(siege, Papers(ca, place / "device.pem", place / "device.key"))
    await siege.recorded("refused-handshake", "-", "certificate verify failed")
    await siege.everybody_votes()


async def test_a_certificate_the_hub_was_never_told_of_can_do_nothing(siege: Siege) -> None:
    async with intruder(siege.papers(GHOST), siege.door) as one:
        await one.greet(GHOST)
        await one.subscribe("#")
        await siege.everybody_votes()
        assert one.heard == []
        one.publish(of(GHOST, Said.HELLO), said(GHOST, Presence((), ())))
        await one.until_hung_up()
    await siege.recorded("unknown-terminal", GHOST)


async def test_a_revoked_terminal_is_silenced_at_once_and_never_comes_back(siege: Siege) -> None:
    async with (
        intruder(siege.papers(STOLEN), siege.door) as stolen,
        intruder(siege.papers(LISTENER), siege.door) as listener,
    ):
        for name, one in ((STOLEN, stolen), (LISTENER, listener)):
            await one.greet(name)
            await one.subscribe(topics.head(ROOM))
            await until_heard(one, 1)
        done = call("firmware_config.main", "revoke", siege.room.root, STOLEN)
        assert (done.returncode, done.stdout) == (0, f"- {STOLEN}\n"), done.stderr
        rights = siege.room.hub / "data" / "broker" / "access.txt"

        async def struck() -> bool:
            return f"user {STOLEN}\n" not in rights.read_text(encoding="utf-8")

        await until(struck)
        stolen.heard.clear()
        listener.heard.clear()
        await siege.everybody_votes()
        await until_heard(listener, 1)
        assert stolen.heard == []
        stolen.publish(of(STOLEN, Said.PRESENCE), said(STOLEN, Presence((), ())))
        await stolen.until_hung_up()
    await siege.recorded("forbidden-publication", STOLEN)
    papers = siege.papers(STOLEN)
    second = papers.certificate.with_name("device.bulk.pem")
    for certificate in (papers.certificate, second):
        await refused_at_the_door(siege, Papers(papers.ca, certificate, papers.key))
    await siege.everybody_votes()


# ── and after all this ──────────────────────────────────────────────────────────────────────────────


async def test_the_poll_comes_out_as_people_voted(siege: Siege) -> None:
    hall, people = siege.hall, siege.people
    await siege.everybody_votes()
    result = await hall.finish_poll()
    await hall.close()
    bundle = await hall.bundle()
    await hall.stop_hub()
    records = records_of(hall.meeting)
    check(records, people)
    check_count(records, people, result)
    assert {record.body["device"] for record in cast_ballots(records)} == set(SEATS)
    verdict = await asyncio.to_thread(call, "audit.main", bundle)
    assert verdict.returncode == 0, verdict.stdout
    log = siege.room.hub / "data" / "security.log"
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 200, "a flood must not fill the disk"
    assert times(lines) >= len(FLOODERS) * REFUSALS.burst, "each flood is told in numbers"
    handshakes = [line for line in lines if "refused=refused-handshake " in line]
    assert times(handshakes) >= 3, "the foreign certificate, and both of the revoked terminal"


def times(lines: list[str]) -> int:
    """How many refusals these lines stand for."""
    return sum(int(line.partition("times=")[2].partition(" ")[0]) for line in lines)
