"""Polls that nobody prepared: asked on the spot, or asked again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from msgspec.structs import replace

from hub.domain.commands import AskNow
from hub.domain.errors import DomainError
from hub.domain.poll import Poll, PollStage
from hub.domain.tally import Result
from hub.domain.vocabulary import (
    Form,
    MajorityRule,
    Outcome,
    PollKind,
    PollPlan,
    PollSettings,
    SecondRound,
    Standing,
)

MAX_QUESTION = 500  # characters: what fits on a seat's vote panel in large text
_DEAD = frozenset({PollStage.VOIDED, PollStage.SUPERSEDED})
_REPEATABLE = frozenset({PollStage.VOIDED, PollStage.ANNOUNCED})


def on_the_spot(polls: Mapping[str, Poll], command: AskNow, settings: PollSettings) -> PollPlan:
    """The plan of a poll asked on the spot about an item, ready to be opened."""
    question = command.question.strip()
    if not question:
        raise DomainError("question-empty")
    if len(question) > MAX_QUESTION:
        raise DomainError("question-too-long", limit=MAX_QUESTION)
    if command.kind is PollKind.SECRET:
        raise DomainError("secret-poll-unsupported")
    name = _free(polls, f"{command.item}-hoi")
    return PollPlan(name, command.item, question, command.kind, settings)


def again(polls: Mapping[str, Poll], poll: Poll) -> PollPlan:
    """The plan of a re-vote, or of an election's second round."""
    plan = poll.plan
    if poll.stage not in _REPEATABLE:
        raise DomainError(f"poll-{poll.stage}", poll=plan.poll)
    if any(
        other.plan.replaces == plan.poll and other.stage not in _DEAD for other in polls.values()
    ):
        raise DomainError("revote-exists", poll=plan.poll)
    name = _free(polls, f"{_root(polls, plan)}-lai")
    repeated = replace(plan, poll=name, replaces=plan.poll, drafted=False)
    if poll.stage is PollStage.ANNOUNCED and poll.result and plan.form is Form.OPTIONS:
        return _second_round(repeated, poll.result)
    return repeated


def _second_round(plan: PollPlan, result: Result) -> PollPlan:
    """Those not elected, for the places left; all of them again where nobody was elected."""
    elected = {each.option for each in result.options if each.standing is Standing.ELECTED}
    if result.outcome is not Outcome.VOTE_AGAIN:
        return plan
    left = plan.places - len(elected)
    return replace(
        plan,
        options=tuple(each for each in plan.options if each.option not in elected),
        places=left,
        picks=min(plan.picks, left) if elected else plan.picks,
        settings=_second_settings(plan.settings),
    )


def _second_settings(settings: PollSettings) -> PollSettings:
    if settings.second_round is SecondRound.SAME:
        return settings
    rule: MajorityRule = replace(
        settings.majority, numerator=0, denominator=1, strict=True, plus=None
    )
    return replace(settings, majority=rule)


def _root(polls: Mapping[str, Poll], plan: PollPlan) -> str:
    while plan.replaces in polls:
        plan = polls[plan.replaces].plan
    return plan.poll


def _free(polls: Mapping[str, Poll], stem: str) -> str:
    return next(name for n in count(1) if (name := f"{stem}-{n}") not in polls)
