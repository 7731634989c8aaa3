"""Steps of a poll as the whole meeting decides them: what they do to agenda, quorum and other polls."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from hub.domain import (
    agenda,
    asking,
    attendance,
    commands,
    counting,
    events,
    poll,
    pressing,
    session,
    speaking,
)
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.state import Meeting
from hub.domain.vocabulary import Outcome, PollPlan, QuorumPolicy, Release, Stage, TieRule

Events = tuple[Event, ...]


def roll_hash(roll: Iterable[str]) -> str:
    """SHA-256 of the roll: the JSON list of sorted persons, without spaces."""
    text = json.dumps(sorted(roll), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


# ── before and at the opening ───────────────────────────────────────────────────────────────────


def ready(state: Meeting, command: commands.ReadyPoll, _now: int) -> Events:
    """Declare a draft ready."""
    return (pressing.ready(state.poll(command.poll), command),)


def ask_now(state: Meeting, command: commands.AskNow, now: int) -> Events:
    """Draft a poll on the active item and open it in one go, or do nothing at all."""
    session.require_open(state.session)
    plan = asking.on_the_spot(state.polls, command, state.convened.defaults)
    opened = _open(state, poll.start(plan), now)
    return (*_silenced(state, now), events.PollDrafted(plan), *opened)


def revote(state: Meeting, command: commands.Revote, _now: int) -> Events:
    """Prepare the same question again."""
    session.require_open(state.session)
    return (events.PollDrafted(asking.again(state.polls, state.poll(command.poll))),)


def open_poll(state: Meeting, command: commands.OpenPoll, now: int) -> Events:
    """Open a ready poll of the active item."""
    session.require_open(state.session)
    opened = _open(state, state.poll(command.poll), now)
    return (*_silenced(state, now), *opened)


def _silenced(state: Meeting, now: int) -> Events:
    """A poll ends whatever speech goes on."""
    return speaking.ended(state.speaking, "poll", now)


def _open(state: Meeting, found: poll.Poll, now: int) -> Events:
    poll.check(found, "OpenPoll")
    if any(other.stage in poll.UNSETTLED for other in state.polls.values()):
        raise DomainError("poll-unsettled")
    if found.plan.item != state.agenda.active:
        raise DomainError("item-not-active", item=found.plan.item[:80])
    for item in found.plan.package:
        agenda.move(state.agenda, item, "AnnouncePoll")
    hall = _hall(state, found.plan)
    if not hall.quorum_met and found.plan.settings.quorum is QuorumPolicy.BLOCK:
        raise DomainError("quorum-not-met")
    opened = pressing.open_poll(found, hall, now)
    stage = agenda.move(state.agenda, found.plan.item, "OpenPoll")
    return (opened, events.ItemMoved(found.plan.item, stage))


def _hall(state: Meeting, plan: PollPlan) -> pressing.Hall:
    """The lists as they stand: who has a vote in this matter, and who of them is here."""
    convened = state.convened
    without = set(plan.excluded)
    if plan.settings.tie is TieRule.CHAIR_ONLY_IN_TIE:
        without.add(convened.chair)
    members = attendance.members(convened)
    roll = tuple(person for person in members if person not in without)
    return pressing.Hall(
        roll=roll,
        roll_sha256=roll_hash(roll),
        present=tuple(person for person in roll if person in state.attendance.present),
        members=len(members),
        quorum_met=state.attendance.quorum is attendance.Quorum.MET,
    )


# ── while it is open ────────────────────────────────────────────────────────────────────────────


def pause(state: Meeting, command: commands.PausePoll, now: int) -> Events:
    """Suspend it."""
    return (pressing.pause(state.poll(command.poll), command, now),)


def resume(state: Meeting, command: commands.ResumePoll, now: int) -> Events:
    """Go on."""
    session.require_not_suspended(state.session)
    return (pressing.resume(state.poll(command.poll), command, now),)


def extend(state: Meeting, command: commands.ExtendPoll, now: int) -> Events:
    """Give more time."""
    return (pressing.extend(state.poll(command.poll), command, now),)


def give_back(state: Meeting, command: commands.GiveTimeBack, _now: int) -> Events:
    """Give back the time in which the hub was away."""
    return pressing.give_back(state.poll(command.poll), command)


def cast(state: Meeting, command: commands.CastBallot, now: int) -> Events:
    """One person's ballot, from where that person sits."""
    found = state.poll(command.poll)
    attendance.require_here(state.attendance, command.person, command.device)
    if state.attendance.present[command.person].seat != command.seat:
        raise DomainError("not-signed-in-here")
    _require_unused(state, command.ballot)
    return (pressing.cast(found, command, now),)


def enter(state: Meeting, command: commands.EnterCount, _now: int) -> Events:
    """Typed counts, from the secretary, a teller or the chair."""
    found, plan = state.poll(command.poll), state.convened
    if command.person not in {plan.secretary, plan.chair, *plan.tellers}:
        raise DomainError("not-a-teller")
    _require_unused(state, command.count)
    attendance.require_here(state.attendance, command.person, command.device)
    return (counting.enter(found, command),)


# ── the count and what follows ──────────────────────────────────────────────────────────────────


def close(state: Meeting, command: commands.ClosePoll, _now: int) -> Events:
    """Count; where results are public at once, announce."""
    session.require_not_suspended(state.session)
    found = state.poll(command.poll)
    closed = counting.close(found, command, state.convened.chair)
    tied = closed.result.outcome is Outcome.CHAIR_DECIDES
    if found.plan.settings.release is Release.ANNOUNCED or tied:
        return (closed,)
    return (closed, *_announced(state, found.plan, closed.result.outcome))


def decide_tie(state: Meeting, command: commands.DecideTie, _now: int) -> Events:
    """The chair's vote; where results are public at once, announce."""
    session.require_not_suspended(state.session)
    found = state.poll(command.poll)
    decided = counting.decide_tie(found, command)
    if found.plan.settings.release is Release.ANNOUNCED:
        return (decided,)
    return (decided, *_announced(state, found.plan, decided.result.outcome))


def announce(state: Meeting, command: commands.AnnouncePoll, _now: int) -> Events:
    """Make the result public."""
    session.require_not_suspended(state.session)
    found = state.poll(command.poll)
    poll.check(found, "AnnouncePoll")
    if found.result is None or found.result.outcome is Outcome.CHAIR_DECIDES:
        raise DomainError("tie-undecided", poll=command.poll)
    return _announced(state, found.plan, found.result.outcome)


def _announced(state: Meeting, plan: PollPlan, outcome: Outcome) -> Events:
    """Announced, with everything that follows: an earlier poll replaced, a package carried."""
    earlier = state.polls.get(plan.replaces)
    replaced = earlier is not None and earlier.stage is poll.PollStage.ANNOUNCED
    carried = plan.package if outcome is Outcome.CARRIED else ()
    waiting = (item for item in carried if _waits(state, item))
    return (
        events.PollAnnounced(plan.poll),
        *((events.PollSuperseded(plan.replaces, by=plan.poll),) if replaced else ()),
        *(events.ItemPassed(item, plan.poll) for item in waiting),
        events.ItemMoved(plan.item, agenda.move(state.agenda, plan.item, "AnnouncePoll")),
    )


def _waits(state: Meeting, item: str) -> bool:
    return state.agenda.items[item].stage is Stage.PLANNED


def correct(state: Meeting, command: commands.CorrectPoll, _now: int) -> Events:
    """The secretary's correction."""
    session.require_open(state.session)
    _require_secretary(state, command.person, command.device)
    _require_unused(state, command.correction)
    return (counting.correct(state.poll(command.poll), command, state.convened.chair),)


def _require_unused(state: Meeting, own_id: str) -> None:
    if any(own_id in other.used for other in state.polls.values()):
        raise DomainError("ballot-reused")


# ── voiding ─────────────────────────────────────────────────────────────────────────────────────


def propose_void(state: Meeting, command: commands.ProposeVoid, _now: int) -> Events:
    """The chair's half of voiding."""
    session.require_open(state.session)
    found = state.poll(command.poll)
    poll.check(found, "ProposeVoid")
    if found.void_proposed:
        raise DomainError("void-already-proposed", poll=command.poll)
    _check_package(found)
    return (events.VoidProposed(command.poll, counting.checked_reason(command.reason)),)


def answer_void(state: Meeting, command: commands.AnswerVoid, _now: int) -> Events:
    """The secretary's half."""
    session.require_open(state.session)
    found = state.poll(command.poll)
    poll.check(found, "AnswerVoid")
    if not found.void_proposed:
        raise DomainError("no-void-proposed", poll=command.poll)
    _require_secretary(state, command.person, command.device)
    if not command.agrees:
        return (events.VoidDeclined(command.poll, command.person),)
    _check_package(found)
    voided = events.PollVoided(command.poll, found.void_proposed, command.person)
    if found.stage is poll.PollStage.ANNOUNCED:
        return (voided,)
    stage = agenda.move(state.agenda, found.plan.item, "AnswerVoid")
    return (voided, events.ItemMoved(found.plan.item, stage))


def _check_package(found: poll.Poll) -> None:
    """Items that a package carried are done; only a poll about them could undo that."""
    announced = found.stage is poll.PollStage.ANNOUNCED
    carried = found.result is not None and found.result.outcome is Outcome.CARRIED
    if announced and carried and found.plan.package:
        raise DomainError("package-settled", poll=found.plan.poll)


def _require_secretary(state: Meeting, person: str, device: str) -> None:
    if person != state.convened.secretary:
        raise DomainError("not-the-secretary")
    attendance.require_here(state.attendance, person, device)
