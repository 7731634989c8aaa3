"""The report's part on one poll: how it was taken, who could answer, who answered what, what came after.

Names of an unnamed poll stand in the record but are not repeated here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.count_report import count_lines, entry_text, result_text
from audit.telling import INDENT, Telling
from audit.wording import moment
from protocol.verifier.bodies.words import PRESSED, Form, PollKind, TieRule
from protocol.verifier.report import Correction, PollReport, Voiding

_CHOICES = ("for", "against", "abstain")


def poll_lines(telling: Telling, number: int, poll: PollReport) -> Iterator[str]:
    """All of it, with its heading."""
    yield ""
    yield telling.words.say("poll", number=number, question=poll.plan.question)
    for part in (_course, _lists, _answers, _typed, _result, _after):
        yield from (INDENT + line for line in part(telling, poll))


# ── how it was taken ────────────────────────────────────────────────────────────────────────────


def _course(telling: Telling, poll: PollReport) -> Iterator[str]:
    plan, words = poll.plan, telling.words
    sizes = {"picks": plan.picks, "places": plan.places, "options": len(plan.options)}
    form = words.say(f"form-{plan.form}", **sizes)
    yield words.say("taken", kind=words.say(f"kind-{plan.kind}"), form=form)
    if plan.replaces:
        yield _replacing(telling, poll)
    if plan.package:
        yield words.say("package", items=telling.items(plan.package))
    closed = words.say("not-closed") if poll.closed_at is None else moment(poll.closed_at)
    by = words.say(f"by-{poll.closed_by}") if poll.closed_by else ""
    yield words.say("poll-times", opened=moment(poll.opened_at), closed=closed, by=by)


def _replacing(telling: Telling, poll: PollReport) -> str:
    plan, earlier = poll.plan, telling.question(poll.plan.replaces)
    old = [each for each in telling.report.polls if each.plan.poll == plan.replaces]
    if old and old[0].plan.places > plan.places:
        sizes = {"options": len(plan.options), "places": plan.places}
        return telling.words.say("second-round", poll=earlier, **sizes)
    return telling.words.say("replaces", poll=earlier)


def _lists(telling: Telling, poll: PollReport) -> Iterator[str]:
    words, absent = telling.words, _absent(poll)
    sizes = {"roll": len(poll.roll), "present": len(poll.present), "absent": len(absent)}
    yield words.say("could-vote", **sizes)
    if poll.plan.excluded:
        yield words.say("without-vote", who=telling.names(poll.plan.excluded))
    if poll.plan.settings.tie is TieRule.CHAIR_ONLY_IN_TIE:
        yield words.say("chair-waits")
    if not poll.quorum_met:
        yield words.say("no-quorum")


# ── what was answered ───────────────────────────────────────────────────────────────────────────


def _answers(telling: Telling, poll: PollReport) -> Iterator[str]:
    words, plan = telling.words, poll.plan
    if plan.kind is PollKind.UNNAMED:
        yield words.say("answer-unnamed", choice=words.say("silent"), count=len(poll.silent))
    elif plan.kind in PRESSED or poll.votes:
        yield from _motion(telling, poll) if plan.form is Form.MOTION else _each(telling, poll)
        silent = "silent" if plan.kind in PRESSED else "silent-by-hand"
        yield _answer(telling, silent, poll.silent)
    yield _answer(telling, "absent", _absent(poll))


def _motion(telling: Telling, poll: PollReport) -> Iterator[str]:
    for choice in _CHOICES:
        yield _answer(
            telling, choice, (vote.person for vote in poll.votes if choice in vote.answer)
        )


def _each(telling: Telling, poll: PollReport) -> Iterator[str]:
    for vote in poll.votes:
        corrected = telling.words.say("corrected") if vote.corrected else ""
        answer = _answer_text(telling, poll, vote.answer, "blank")
        who = telling.name(vote.person)
        yield telling.words.say("answered", who=who, answer=answer, corrected=corrected)


def _answer_text(telling: Telling, poll: PollReport, answer: tuple[str, ...], empty: str) -> str:
    plan, words = poll.plan, telling.words
    if not answer:
        return words.say(empty)
    if plan.form is Form.OPTIONS:
        return ", ".join(telling.option(plan, option) for option in answer)
    said = [words.say(word) for word in answer]
    if plan.form is Form.MOTION:
        return said[0]
    rated = zip(plan.options, said, strict=True)
    return ", ".join(f"{telling.option(plan, each.option)}: {level}" for each, level in rated)


def _answer(telling: Telling, choice: str, who: Iterable[str]) -> str:
    persons, words = list(who), telling.words
    named = telling.names(persons)
    return words.say("answer", choice=words.say(choice), count=len(persons), who=named)


def _absent(poll: PollReport) -> list[str]:
    return [who for who in poll.roll if who not in poll.present]


def _typed(telling: Telling, poll: PollReport) -> Iterator[str]:
    words = telling.words
    if poll.plan.kind in PRESSED:
        return
    for typed in poll.typed:
        entry = entry_text(telling, poll.plan, typed.entry)
        where, who = words.where(typed.record), telling.name(typed.person)
        yield words.say("typed", at=moment(typed.at), who=who, entry=entry, where=where)
    if poll.counted is None:
        yield words.say("not-agreed")
        return
    phrase = "typed-by-two" if poll.plan.kind is PollKind.PAPER else "typed-by-one"
    yield words.say(phrase, who=telling.names(poll.counted_by))
    if poll.corrections:
        yield words.say("typed-corrected")


# ── the result and what came after ──────────────────────────────────────────────────────────────


def _result(telling: Telling, poll: PollReport) -> Iterator[str]:
    if poll.recounted:
        yield from count_lines(telling, poll, poll.recounted)


def _after(telling: Telling, poll: PollReport) -> Iterator[str]:
    words = telling.words
    for correction in poll.corrections:
        yield from _correction(telling, poll, correction)
    for voiding in poll.voidings:
        yield _voiding(telling, voiding)
    if poll.passed:
        yield words.say("passed", items=telling.items(poll.passed))
    if poll.stage == "voided":
        yield words.say("voided")
    elif poll.stage == "superseded":
        phrase = "next-round" if _leaves_places(telling, poll) else "superseded"
        yield words.say(phrase, poll=telling.question(poll.superseded_by))
    elif poll.stage != "announced":
        yield words.say("unannounced")


def _leaves_places(telling: Telling, poll: PollReport) -> bool:
    """Whether the poll in its place only fills what it left open, and is no re-vote of the whole."""
    later = (each.plan for each in telling.report.polls if each.plan.poll == poll.superseded_by)
    return any(plan.places < poll.plan.places for plan in later)


def _correction(telling: Telling, poll: PollReport, made: Correction) -> Iterator[str]:
    words, who = telling.words, telling.name(made.person)
    where = words.where(made.record)
    yield words.say("correction", at=moment(made.at), where=where, who=who, reason=made.reason)
    shown = () if poll.plan.kind is PollKind.UNNAMED else made.answers
    changes = [
        f"{telling.name(each.person)}: {_answer_text(telling, poll, each.answer, 'struck')}"
        for each in shown
    ]
    if made.entry:
        changes.append(entry_text(telling, poll.plan, made.entry))
    for change in changes:
        yield INDENT + words.say("correction-change", change=change)
    before = result_text(telling, poll.plan, made.before)
    after = result_text(telling, poll.plan, made.after)
    yield INDENT + words.say("correction-result", before=before, after=after)


def _voiding(telling: Telling, voiding: Voiding) -> str:
    phrase = {True: "void-agreed", False: "void-declined", None: "void-open"}[voiding.agreed]
    answered = "" if voiding.answered_at is None else moment(voiding.answered_at)
    at = moment(voiding.at)
    return telling.words.say(phrase, at=at, answered=answered, reason=voiding.reason)
