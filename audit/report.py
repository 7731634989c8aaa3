"""The report for people: what was checked, how each number comes about, and whether it agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.wording import Words, formula, moment, plain
from protocol.messages import ResultState
from protocol.verifier.findings import Finding
from protocol.verifier.report import AttendanceReport, PollReport, Report

_INDENT = "  "
_CHOICES = ("for", "against", "abstain")


def report_lines(report: Report, words: Words) -> Iterator[str]:
    """The whole report, line by line; the first line is the verdict with the first bad place."""
    yield verdict(report, words)
    yield ""
    yield from _about(report, words)
    yield from _section(words.say("errors", count=len(report.errors)), report.errors, words)
    if report.attendance:
        yield from _attendance(report, report.attendance, words)
    for number, poll in enumerate(report.polls, start=1):
        yield from _poll(report, number, poll, words)
    yield from _section(words.say("caveats"), report.caveats, words)


def verdict(report: Report, words: Words) -> str:
    """One line: sound, or the first record or file that is not."""
    if report.sound:
        return words.say("sound")
    first = report.errors[0]
    return words.say("unsound", where=words.where(first.where), what=words.finding(first))


def _about(report: Report, words: Words) -> Iterator[str]:
    if report.plan:
        yield words.say("meeting", title=report.plan.title)
        yield words.say("body", name=report.plan.body_name)
    yield words.say("ids", meeting=report.meeting, room=report.room)
    yield words.say("records", count=report.records, hash=report.head_hash)
    yield words.say("ca", sha256=report.ca_sha256)
    if report.ca_trusted:
        yield words.say("ca-compared")


def _section(title: str, findings: tuple[Finding, ...], words: Words) -> Iterator[str]:
    if findings:
        yield ""
        yield title
    for finding in findings:
        yield f"{_INDENT}- {words.where(finding.where)}: {words.finding(finding)}"


def _attendance(report: Report, there: AttendanceReport, words: Words) -> Iterator[str]:
    came = {stay.person for stay in there.stays}
    members = (
        [person.person for person in report.plan.persons if person.votes] if report.plan else []
    )
    guests = {stay.person for stay in there.stays if not stay.votes}
    present = there.present_at_opening
    yield ""
    yield words.say("attendance")
    yield words.say(
        "members",
        members=there.members,
        present=words.say("never-opened") if present is None else present,
        guests=len(guests),
    )
    yield _quorum(report, there, words)
    for crossing in there.crossings:
        phrase = "met" if crossing.met else "lost"
        at = moment(crossing.at)
        line = words.say(phrase, at=at, present=crossing.present, members=there.members)
        yield f"{_INDENT}- {line} ({words.where(crossing.record)})"
    yield words.say("attended", who=_names(report, (who for who in members if who in came), words))
    missing = (who for who in members if who not in came)
    yield words.say("never-came", who=_names(report, missing, words))


def _quorum(report: Report, there: AttendanceReport, words: Words) -> str:
    if report.plan is None:
        return ""
    rule = report.plan.quorum
    return words.say(
        "quorum",
        needed=there.needed,
        members=there.members,
        formula=formula(
            rule.numerator, rule.denominator, there.needed, there.members, strict=rule.strict
        ),
        citation=_citation(rule.citation, verified=rule.verified, words=words),
    )


def _poll(report: Report, number: int, poll: PollReport, words: Words) -> Iterator[str]:
    yield ""
    yield words.say("poll", number=number, question=poll.plan.question)
    yield _INDENT + _times(poll, words)
    absent = [who for who in poll.roll if who not in poll.present]
    sizes = {"roll": len(poll.roll), "present": len(poll.present), "absent": len(absent)}
    yield _INDENT + words.say("could-vote", **sizes)
    if not poll.quorum_met:
        yield _INDENT + words.say("no-quorum")
    for choice in _CHOICES:
        who = [vote.person for vote in poll.votes if vote.choice == choice]
        yield _INDENT + _answer(report, choice, who, words)
    yield _INDENT + _answer(report, "silent", poll.silent, words)
    yield _INDENT + _answer(report, "absent", absent, words)
    if poll.recounted:
        yield from (_INDENT + line for line in _count(poll, poll.recounted, words))
    if poll.stage == "voided":
        yield _INDENT + words.say("voided", reason=poll.void_reason)
    elif poll.stage != "announced":
        yield _INDENT + words.say("unannounced")


def _times(poll: PollReport, words: Words) -> str:
    closed = words.say("not-closed") if poll.closed_at is None else moment(poll.closed_at)
    by = words.say(f"by-{poll.closed_by}") if poll.closed_by else ""
    return words.say("poll-times", opened=moment(poll.opened_at), closed=closed, by=by)


def _answer(report: Report, choice: str, who: Iterable[str], words: Words) -> str:
    persons = list(who)
    names = _names(report, persons, words)
    return words.say("answer", choice=words.say(choice), count=len(persons), who=names)


def _count(poll: PollReport, counted: ResultState, words: Words) -> Iterator[str]:
    rule = poll.plan.settings.majority
    yield words.say(
        "formula",
        formula=formula(
            rule.numerator,
            rule.denominator,
            counted.in_favour,
            counted.base_count,
            strict=rule.strict,
        ),
        base=words.say(f"base-{rule.base}"),
        base_count=counted.base_count,
        needed=counted.needed,
    )
    by_tie = counted.outcome == "carried" and counted.in_favour < counted.needed
    if by_tie or counted.outcome == "vote-again":
        yield words.say("tie")
    yield words.say("basis", citation=_citation(rule.citation, verified=rule.verified, words=words))
    yield words.say(
        "outcome",
        recounted=_result(counted, words),
        recorded=_result(poll.recorded, words),
        verdict=words.say("agrees" if poll.agrees else "differs"),
    )
    yield words.say("check-code", code=" ".join(poll.check_code))


def _result(result: ResultState | None, words: Words) -> str:
    if result is None:
        return words.say("none")
    counts = words.say(
        "counts",
        yes=result.in_favour,
        no=result.against,
        abstain=result.abstain,
        silent=result.silent,
        absent=result.absent,
    )
    # An outcome of another program is shown as it stands.
    known = result.outcome in ("carried", "not-carried", "vote-again")
    outcome = words.say(result.outcome) if known else plain(result.outcome)
    return f"{outcome} ({counts})"


def _names(report: Report, persons: Iterable[str], words: Words) -> str:
    named = [report.names.get(person, person) for person in persons]
    return "; ".join(named) or words.say("nobody")


def _citation(citation: str, *, verified: bool, words: Words) -> str:
    return citation if verified else words.say("unverified", citation=citation)
