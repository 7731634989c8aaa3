"""What is counted: counts that persons type, the close, the chair's deciding vote, corrections."""

from __future__ import annotations

from collections.abc import Mapping

from hub.domain import tally
from hub.domain.answers import Answer, check_answer, check_entry, named_answers, sum_up
from hub.domain.commands import ClosePoll, CorrectPoll, DecideTie, EnterCount
from hub.domain.errors import DomainError
from hub.domain.events import CountEntered, PollClosed, PollCorrected, TieDecided
from hub.domain.poll import Poll, PollStage, agreed_entry, check, corrected_ballots, corrected_entry
from hub.domain.vocabulary import Choice, Entry, Form, Outcome

MAX_REASON = 1000  # characters: a paragraph of the minutes


def enter(poll: Poll, command: EnterCount) -> CountEntered:
    """Take counts down, as long as they fit together."""
    check(poll, "EnterCount")
    if poll.pressed:
        raise DomainError("pressed-poll", poll=command.poll)
    check_entry(poll.plan, command.entry, poll.present)
    return CountEntered(
        poll=command.poll,
        person=command.person,
        device=command.device,
        entry=command.entry,
        count=command.count,
        statement=command.statement,
        signature=command.signature,
    )


def close(poll: Poll, command: ClosePoll, chair: str) -> PollClosed:
    """End answering and count."""
    check(poll, "ClosePoll")
    if poll.pressed:
        answers = {person: cast.answer for person, cast in poll.ballots.items()}
        result = _count_answers(poll, answers, chair)
    else:
        result = _count_entry(poll, _typed(poll), chair)
    return PollClosed(command.poll, command.reason, result)


def decide_tie(poll: Poll, command: DecideTie) -> TieDecided:
    """Count again with the vote of the chair, who had none before."""
    check(poll, "DecideTie")
    if poll.result is None or poll.result.outcome is not Outcome.CHAIR_DECIDES:
        raise DomainError("no-tie", poll=command.poll)
    if command.choice is Choice.ABSTAIN:
        raise DomainError("bad-choice")
    counted = poll.agreed or sum_up(poll.plan, (cast.answer for cast in poll.ballots.values()))
    result = tally.count(poll.plan, counted, poll.lists, deciding=command.choice)
    return TieDecided(command.poll, command.choice, result)


def correct(poll: Poll, command: CorrectPoll, chair: str) -> PollCorrected:
    """Put a counted poll right over the same frozen lists; who may, the meeting has checked."""
    check(poll, "CorrectPoll")
    reason = checked_reason(command.reason)
    if command.correction in poll.used:
        raise DomainError("ballot-reused")
    result = _recount(poll, command, chair)
    _check_announced(poll, result)
    return PollCorrected(
        poll=command.poll,
        person=command.person,
        device=command.device,
        reason=reason,
        answers=command.answers,
        entry=command.entry,
        correction=command.correction,
        statement=command.statement,
        signature=command.signature,
        result=result,
    )


def _check_announced(poll: Poll, result: tally.Result) -> None:
    """What has been announced can only become what needs no further step."""
    if poll.stage is not PollStage.ANNOUNCED or poll.result is None:
        return
    if result.outcome is Outcome.CHAIR_DECIDES:
        raise DomainError("tie-undecided", poll=poll.plan.poll)
    if poll.plan.package and result.outcome is not poll.result.outcome:
        raise DomainError("package-settled", poll=poll.plan.poll)


def checked_reason(reason: str) -> str:
    """A reason as it goes into the record, or `reason-missing`, `reason-too-long`."""
    stripped = reason.strip()
    if not stripped:
        raise DomainError("reason-missing")
    if len(stripped) > MAX_REASON:
        raise DomainError("reason-too-long", limit=MAX_REASON)
    return stripped


def _recount(poll: Poll, command: CorrectPoll, chair: str) -> tally.Result:
    by_name = poll.pressed or bool(poll.agreed and poll.agreed.named)
    if by_name == (command.entry is not None) or by_name != bool(command.answers):
        raise DomainError("bad-correction", poll=command.poll)
    _check_answers(poll, command)
    if poll.pressed:
        ballots = corrected_ballots(poll, command.answers, command.correction)
        return _count_answers(poll, {who: cast.answer for who, cast in ballots.items()}, chair)
    entry = corrected_entry(poll, command.answers, command.entry)
    if entry is None:
        raise DomainError("count-missing", poll=command.poll)
    check_entry(poll.plan, entry, poll.present)
    return _count_entry(poll, entry, chair)


def _check_answers(poll: Poll, command: CorrectPoll) -> None:
    if len({named.person for named in command.answers}) != len(command.answers):
        raise DomainError("bad-correction", poll=command.poll)
    for named in command.answers:
        if named.person not in poll.present:
            raise DomainError("not-entitled", person=named.person[:80])
        if named.answer:
            check_answer(poll.plan, named.answer)


def _typed(poll: Poll) -> Entry:
    agreed = agreed_entry(poll)
    if agreed is not None:
        return agreed
    code = "counts-differ" if len(poll.entries) > 1 else "count-missing"
    raise DomainError(code, poll=poll.plan.poll)


def _count_answers(poll: Poll, answers: Mapping[str, Answer], chair: str) -> tally.Result:
    return _count(poll, sum_up(poll.plan, answers.values()), answers.get(chair))


def _count_entry(poll: Poll, entry: Entry, chair: str) -> tally.Result:
    return _count(poll, entry, named_answers(entry).get(chair))


def _count(poll: Poll, entry: Entry, chair_answer: Answer | None) -> tally.Result:
    if poll.plan.form is not Form.MOTION:
        return tally.count(poll.plan, entry, poll.lists)
    if poll.tie_choice is not None:
        return _count_decided(poll, entry)
    choice = Choice(chair_answer[0]) if chair_answer else None
    return tally.count(poll.plan, entry, poll.lists, chair_choice=choice)


def _count_decided(poll: Poll, entry: Entry) -> tally.Result:
    """After a correction the chair's vote counts only if there still is a tie to decide."""
    before = tally.count(poll.plan, entry, poll.lists)
    if before.outcome is not Outcome.CHAIR_DECIDES:
        return before
    return tally.count(poll.plan, entry, poll.lists, deciding=poll.tie_choice)
