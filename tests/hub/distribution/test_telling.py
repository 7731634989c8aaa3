"""What is told, in which order, and how often: enough for every screen, and no more than the line carries."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.distribution.telling import QUIET_MS
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.vocabulary import Choice, PressRule
from protocol.messages import BallotsState, Message, PollState, Presence, ProgressState
from protocol.topics import Said
from tests.hub.distribution.test_exchange import POLL, ballot
from tests.support.hub_side import HubSide
from tests.support.plans import SETTINGS, device_id, make_plan

SEATS = 400


def in_poll(members: int) -> HubSide:
    plan = make_plan(members, settings=replace(SETTINGS, press=PressRule.LAST, duration_ms=60_000))
    hub = HubSide(plan)
    hub.everybody_is_here(members)
    hub.asks(
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
        commands.OpenPoll(POLL),
    )
    return hub


def presses(hub: HubSide, number: int) -> list[Message]:
    hub.hears(device_id(number), Said.BALLOT, ballot(hub, number, Choice.FOR))
    return hub.records()


def last_told(hub: HubSide) -> dict[type[Message], Message]:
    return {
        type(envelope.message): envelope.message
        for topic, retained, envelope in hub.heard
        if retained and "/state/" in topic
    }


STEPS: tuple[tuple[Command, ...], ...] = (
    (commands.PausePoll(POLL), commands.ResumePoll(POLL), commands.ExtendPoll(POLL, 30_000)),
    (commands.ClosePoll(POLL), commands.AnnouncePoll(POLL)),
    (commands.ProposeVoid(POLL, "máy hỏng"), commands.ClosePoll(POLL)),
)


@pytest.mark.parametrize("steps", STEPS)
def test_after_every_step_of_a_poll_all_that_was_told_is_still_true(
    steps: tuple[Command, ...],
) -> None:
    """A snapshot that a step makes old is told again, whatever the step."""
    hub = in_poll(3)
    presses(hub, 1)
    for step in steps:
        hub.now += QUIET_MS
        hub.asks(step)
        told = last_told(hub)
        hub._publish(hub.exchange.everything(hub.now))
        assert last_told(hub) == told, step


def test_a_result_is_told_before_what_it_was_counted_from() -> None:
    """The ballots of a large hall fill the line for a while; the result does not wait behind them."""
    hub = in_poll(3)
    presses(hub, 1)
    hub.heard.clear()
    hub.asks(commands.ClosePoll(POLL))
    kinds = [type(envelope.message) for _, _, envelope in hub.heard]
    assert kinds[0] is PollState
    assert kinds.index(PollState) < kinds.index(BallotsState)


def test_a_large_hall_is_told_of_presses_a_thousand_times_a_second_in_all() -> None:
    hub = in_poll(SEATS)
    for number in range(1, SEATS + 1):
        hub.hears(device_id(number), Said.PRESENCE, Presence((), ()))
    presses(hub, 1)
    hub.now += 2_000
    presses(hub, 2)
    begun = hub.now
    told = []
    for number in range(3, 203):
        hub.now += 10
        told += [message for message in presses(hub, number) if isinstance(message, ProgressState)]
    seconds = (hub.now - begun) / 1_000
    assert 0 < SEATS * len(told) <= 1_000 * seconds
