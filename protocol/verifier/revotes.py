"""What may be asked again: the same question, or an election's second round."""

from __future__ import annotations

from msgspec.structs import replace

from protocol.messages import ResultState
from protocol.verifier.bodies import PollPlan
from protocol.verifier.bodies.words import Form, SecondRound


def may_replace(new: PollPlan, old: PollPlan, result: ResultState | None) -> bool:
    """Whether `new` asks what `old`, which came to `result`, had asked."""
    same = replace(old, poll=new.poll, replaces=old.poll, drafted=False)
    if old.form is not Form.OPTIONS or result is None or result.outcome != "vote-again":
        return new == same
    return new in (same, _second_round(same, result))


def _second_round(same: PollPlan, result: ResultState) -> PollPlan:
    """Those not elected for the places left; all of them where nobody was elected."""
    elected = {option.option for option in result.options if option.standing == "elected"}
    settings = same.settings
    if settings.second_round is SecondRound.RELATIVE:
        most = replace(settings.majority, numerator=0, denominator=1, strict=True, plus=None)
        settings = replace(settings, majority=most)
    if not elected:
        return replace(same, settings=settings)
    left = same.places - len(elected)
    return replace(
        same,
        settings=settings,
        options=tuple(option for option in same.options if option.option not in elected),
        places=left,
        picks=min(same.picks, left),
    )
