"""The report's part on attendance: who came, when there was quorum, who changed seats, who was absent."""

from __future__ import annotations

from collections.abc import Iterator

from audit.telling import INDENT, Telling
from audit.wording import formula, moment
from protocol.verifier.bodies import MeetingPlan
from protocol.verifier.report import AttendanceReport


def attendance_lines(telling: Telling, there: AttendanceReport) -> Iterator[str]:
    """All of it, with its heading."""
    plan, words = telling.report.plan, telling.words
    if plan is None:
        return
    guests = {stay.person for stay in there.stays if not stay.votes}
    present = there.present_at_opening
    yield ""
    yield words.say("attendance")
    yield words.say("sign-in", mode=words.say(f"sign-in-{plan.sign_in}"))
    yield words.say(
        "members",
        members=there.members,
        present=words.say("never-opened") if present is None else present,
        guests=len(guests),
    )
    yield _quorum(telling, there, plan)
    yield from _crossings(telling, there)
    yield from _persons(telling, there, plan)


def _quorum(telling: Telling, there: AttendanceReport, plan: MeetingPlan) -> str:
    rule, needed = plan.quorum, there.needed
    filled = formula(rule.numerator, rule.denominator, needed, there.members, strict=rule.strict)
    return telling.words.say(
        "quorum",
        needed=needed,
        members=there.members,
        formula=filled,
        citation=telling.basis(rule),
    )


def _crossings(telling: Telling, there: AttendanceReport) -> Iterator[str]:
    words = telling.words
    for crossing in there.crossings:
        at, phrase = moment(crossing.at), "met" if crossing.met else "lost"
        line = words.say(phrase, at=at, present=crossing.present, members=there.members)
        yield f"{INDENT}- {line} ({words.where(crossing.record)})"
    for moved in there.moves:
        who, at = telling.name(moved.person), moment(moved.at)
        line = words.say("moved-seat", at=at, who=who, before=moved.from_seat, after=moved.seat)
        yield f"{INDENT}- {line}"


def _persons(telling: Telling, there: AttendanceReport, plan: MeetingPlan) -> Iterator[str]:
    words = telling.words
    came = {stay.person for stay in there.stays}
    members = [person.person for person in plan.persons if person.votes]
    missing = [who for who in members if who not in came]
    yield words.say("attended", who=telling.names(who for who in members if who in came))
    yield words.say("never-came", who=telling.names(missing))
    for absence in ("excused", "unexcused"):
        away = [each.person for each in there.away if each.absence == absence]
        if away:
            yield INDENT + words.say(absence, who=telling.names(away))
    instead = [
        words.say("stands-for", who=telling.name(each.person), member=telling.name(each.stands_for))
        for each in plan.persons
        if each.stands_for
    ]
    if instead:
        yield words.say("substitutes", who="; ".join(instead))
