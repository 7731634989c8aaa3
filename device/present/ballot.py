"""The ballot of an open poll at a seat, as pressed or filled in so far."""

from __future__ import annotations

from device.delegate import takes_part
from device.present.clocks import clock_text, countdown
from device.present.polls import ANSWERING, package, rule, running
from device.screens import (
    Ballot,
    BallotOption,
    Choice,
    Form,
    Lamp,
    PollKind,
    PollStage,
)
from device.terminal import Terminal
from protocol.messages import OnePoll


def ballot(terminal: Terminal, now: int) -> Ballot | None:
    """The ballot of the poll that leads, if it is one to answer."""
    poll = terminal.view.poll
    if poll is None or poll.stage not in ANSWERING:
        return None
    voting, filling, owner = terminal.voting, terminal.delegate.filling, terminal.owner
    own = voting.ballot(poll.poll, owner)
    lamp = voting.lamp(poll.poll, owner)
    answer = voting.answer(poll.poll, owner)
    motion = poll.form == Form.MOTION
    told = terminal.view.progress(poll.poll).counts
    counts, votes = running(terminal, poll, told)
    return Ballot(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        stage=PollStage(poll.stage),
        countdown=countdown(terminal, poll, now),
        rule=rule(poll.rule),
        may_change=poll.press == "last",
        may_vote=takes_part(terminal.seat, poll),
        lamp=lamp,
        choice=Choice(answer[0]) if answer and motion else None,
        receipt=own.receipt if own and lamp is Lamp.ACCEPTED else None,
        accepted_at=clock_text(terminal.notes.accepted_at.get(poll.poll), seconds=True),
        refusal=voting.refusal(poll.poll, owner),
        confirming=filling.confirming,
        kind=PollKind(poll.kind),
        form=Form(poll.form),
        options=_options(terminal, poll, votes),
        picks=poll.picks,
        complete=filling.complete(poll),
        confirming_answer=filling.confirming_answer,
        own_answer=None if motion else answer,
        counts=counts,
        package=package(terminal, poll),
    )


def _options(
    terminal: Terminal, poll: OnePoll, votes: tuple[tuple[int, ...], ...]
) -> tuple[BallotOption, ...]:
    filling = terminal.delegate.filling
    return tuple(
        BallotOption(
            option=each.option,
            label=each.label,
            picked=each.option in filling.picks,
            level=filling.levels.get(each.option),
            votes=votes[place] if votes else (),
        )
        for place, each in enumerate(poll.options)
    )
