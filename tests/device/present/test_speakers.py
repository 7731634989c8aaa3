"""Speaking on the screens: clocks that warn and count over, the queue, who spoke and who never did."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device.inputs import LinkChanged
from device.present.chair import chair_screen, secretary_screen
from device.present.clocks import speech_clock, ticking
from device.present.seat import seat_screen
from device.present.speakers import ASKED_FOR, queue, speakers
from device.screens import (
    BudgetRow,
    Link,
    SeatSession,
    SpeakBar,
    SpeakersPanel,
    SpeechClock,
    SpeechKind,
)
from device.terminal import Terminal
from protocol.messages import (
    BudgetState,
    Message,
    PeopleState,
    RequestState,
    SpeakersState,
    SpeechState,
    SpokenState,
)
from tests.support.hub_voice import (
    HUB_TIME,
    SESSION,
    HubVoice,
    agenda,
    make_terminal,
    people,
    poll,
    polls,
)

MINUTE = 60_000
BEGUN = HUB_TIME + 1_000
SPEECH = SpeechState("p002", "item-1", "contribution", 2, BEGUN, BEGUN, 0, 7 * MINUTE)
NOBODY = SpeakersState("chair", MINUTE, MINUTE, None, ())
QUEUE = (
    RequestState("p003", "order", BEGUN, 1, MINUTE),
    RequestState("p001", "contribution", BEGUN, 1, None),
)
GROUPED = PeopleState(
    tuple(replace(seat, group="to-1" if seat.person == "p003" else "") for seat in people().seats)
)


def told(*messages: Message, role: str = "chair", device: str = "chair") -> Terminal:
    terminal, hub = make_terminal(role, device), HubVoice()
    terminal.handle(LinkChanged(Link.ONLINE), 0)
    for message in (SESSION, agenda(), people(), *messages):
        terminal.handle(hub.says(message), 0)
    return terminal


def offset(terminal: Terminal) -> int:
    at = terminal.clock.at(0)
    assert at is not None
    return at


def clock_after(milliseconds: int, speech: SpeechState = SPEECH) -> SpeechClock:
    """The clock, so long after the speech began."""
    terminal = told(replace(NOBODY, current=speech))
    return speech_clock(terminal, speech, BEGUN + milliseconds - offset(terminal))


@pytest.mark.parametrize(
    ("after", "spent", "left", "over", "warning", "final"),
    [
        (0, 0, 7 * MINUTE, 0, False, False),
        (999, 0, 7 * MINUTE, 0, False, False),
        (1_001, 1_000, 7 * MINUTE - 1_000, 0, False, False),
        (6 * MINUTE - 1, 6 * MINUTE - 1_000, MINUTE + 1_000, 0, False, False),
        (6 * MINUTE, 6 * MINUTE, MINUTE, 0, True, False),
        (7 * MINUTE - 10_001, 7 * MINUTE - 11_000, 11_000, 0, True, False),
        (7 * MINUTE - 10_000, 7 * MINUTE - 10_000, 10_000, 0, True, True),
        (7 * MINUTE, 7 * MINUTE, 0, 0, True, True),
        (7 * MINUTE + 1_000, 7 * MINUTE + 1_000, 0, 1_000, True, False),
        (9 * MINUTE, 9 * MINUTE, 0, 2 * MINUTE, True, False),
    ],
)
def test_a_speech_warns_in_its_last_minute_pulses_in_its_last_seconds_and_counts_over(
    after: int, spent: int, left: int, over: int, *, warning: bool, final: bool
) -> None:
    found = clock_after(after)
    assert found == SpeechClock(spent, left, 7 * MINUTE, over, True, warning, final)  # noqa: FBT003


def test_a_speech_of_a_minute_begins_calm_and_warns_in_its_last_third() -> None:
    short = replace(SPEECH, allotted_ms=MINUTE)
    assert not clock_after(0, short).warning
    assert not clock_after(39_999, short).warning
    assert clock_after(40_000, short).warning


def test_whoever_presides_is_never_timed() -> None:
    found = clock_after(9 * MINUTE, replace(SPEECH, allotted_ms=None))
    assert found == SpeechClock(9 * MINUTE, None, None, 0, running=True, warning=False, final=False)


def test_a_paused_speech_stands_still() -> None:
    paused = replace(SPEECH, since=None, spent_ms=65_000)
    assert clock_after(9 * MINUTE, paused).spent_ms == 65_000
    assert not clock_after(9 * MINUTE, paused).running


def test_a_group_without_time_left_counts_over_at_once() -> None:
    found = clock_after(5_000, replace(SPEECH, allotted_ms=0))
    assert (found.remaining_ms, found.over_ms, found.warning) == (0, 5_000, True)


def test_a_running_speech_and_a_break_with_an_end_make_the_screen_tick() -> None:
    assert ticking(told(agenda(""), replace(NOBODY, current=SPEECH)))
    assert not ticking(told(agenda("")))
    assert ticking(told(agenda(""), replace(SESSION, phase="suspended", returns_at=HUB_TIME)))
    assert not ticking(told(agenda(""), replace(SESSION, phase="suspended")))


def test_the_queue_names_everybody_with_place_group_and_time_spoken() -> None:
    state = replace(
        NOBODY,
        queue=QUEUE,
        spoken=(SpokenState("p003", 90_000, 1),),
        budgets=(BudgetState("to-1", "Tổ 1", 600_000, 90_000),),
    )
    first, second = queue(told(GROUPED, state).view)
    assert (first.place, first.name, first.kind) == (1, "Người 3", SpeechKind.ORDER)
    assert (first.spoken_ms, first.group) == (90_000, "Tổ 1")
    assert (second.place, second.title, second.allotted_ms) == (2, "Ủy viên 1", None)


def test_a_presenter_nobody_named_is_called_as_printed() -> None:
    presenting = replace(SPEECH, person="", kind="presentation")
    terminal = told(replace(NOBODY, current=presenting))
    current = speakers(terminal, 0).current
    assert current is not None
    assert (current.person, current.name, current.title) == ("", "", "Sở Tài chính")


# ── the console ─────────────────────────────────────────────────────────────────────────────────


def panel(*messages: Message) -> SpeakersPanel:
    found = chair_screen(told(*messages), 0).speakers
    assert found is not None
    return found


def test_the_longest_speaker_comes_first_and_members_who_never_spoke_last() -> None:
    state = replace(
        NOBODY,
        spoken=(SpokenState("p002", 60_000, 1, 100, 2), SpokenState("p003", 90_000, 3)),
    )
    rows = panel(state).spoken
    assert [(row.person, row.ms, row.times) for row in rows] == [
        ("p003", 90_000, 3),
        ("p002", 60_000, 1),
        ("p001", 0, 0),
    ]
    assert (rows[1].year_ms, rows[1].year_times) == (100, 2)


def test_members_who_are_not_here_are_not_among_those_who_never_spoke() -> None:
    absent = replace(people().seats[0], present=False)
    rows = panel(PeopleState((absent, *people().seats[1:]))).spoken
    assert [row.person for row in rows] == ["p002", "p003"]


def test_groups_show_their_time() -> None:
    state = replace(NOBODY, budgets=(BudgetState("to-1", "Tổ 1", None, 5),))
    assert panel(state).budgets == (BudgetRow("Tổ 1", None, 5),)


def test_the_floor_is_given_while_an_item_is_talked_about_and_nothing_voted_on() -> None:
    assert panel().may_grant
    assert not panel(agenda("")).may_grant
    assert not panel(polls(poll())).may_grant
    assert not panel(replace(SESSION, phase="suspended")).may_grant
    secretary = secretary_screen(told(role="secretary"), 0)
    assert secretary.speakers is not None
    assert not secretary.speakers.may_grant


# ── the seat ────────────────────────────────────────────────────────────────────────────────────


def bar(*messages: Message) -> SpeakBar | None:
    found = seat_screen(told(*messages, role="seat", device="seat-001"), 0)
    assert isinstance(found, SeatSession)
    return found.speak


def test_a_seat_shows_its_own_place_in_the_queue() -> None:
    found = bar(replace(NOBODY, queue=QUEUE))
    assert found is not None
    assert (found.may_ask, found.asked, found.place) == (True, SpeechKind.CONTRIBUTION, 2)
    assert [row.place for row in found.speakers.queue] == [1, 2]


def test_whoever_has_not_asked_has_no_place_and_may_ask_for_every_kind_but_presenting() -> None:
    found = bar(NOBODY)
    assert found is not None
    assert (found.asked, found.place, found.speaking) == (None, 0, False)
    assert found.kinds == ASKED_FOR
    assert set(SpeechKind) - set(found.kinds) == {SpeechKind.PRESENTATION}


def test_whoever_has_the_floor_may_not_ask_for_it() -> None:
    found = bar(replace(NOBODY, current=replace(SPEECH, person="p001")))
    assert found is not None
    assert (found.speaking, found.may_ask) == (True, False)


@pytest.mark.parametrize(
    ("message", "may"),
    [
        (agenda(""), False),
        (replace(SESSION, phase="suspended"), True),
        (replace(SESSION, phase="convened"), False),
        (replace(SESSION, phase="closed"), False),
    ],
)
def test_asking_needs_a_session_and_an_item(message: Message, *, may: bool) -> None:
    found = bar(message)
    assert found is not None
    assert found.may_ask is may
