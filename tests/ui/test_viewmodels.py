"""What leads, which steps stand where, how the map is laid out: without a window."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device import screens as s
from tests.screen import samples
from ui.viewmodels import agenda, excerpt, room_map, seat, steps, votes
from ui.viewmodels.votes import Look

CHAIRS = samples.chair_screens()
SEATS = samples.seat_screens()


@pytest.mark.parametrize(
    ("name", "leading"),
    [
        ("chair-assembling", steps.Leading.ASSEMBLING),
        ("chair-running", steps.Leading.ITEM),
        ("chair-poll", steps.Leading.POLL),
        ("chair-result", steps.Leading.RESULT),
        ("chair-between", steps.Leading.BETWEEN),
        ("chair-closed", steps.Leading.CLOSED),
    ],
)
def test_exactly_one_thing_leads_at_the_console(name, leading):
    assert steps.leading(CHAIRS[name]) is leading


def test_a_step_is_found_only_while_it_is_offered_and_enabled():
    screen = CHAIRS["chair-running"]
    assert steps.find(screen, s.Step.OPEN_POLL, "poll-3") is not None
    assert steps.find(screen, s.Step.OPEN_POLL, "poll-4") is None
    assert steps.find(screen, s.Step.CLOSE_SESSION, "") is None  # not enabled


def test_every_step_and_state_has_an_icon_in_the_font():
    from ui.icons import ICONS

    used = {
        *steps.STEP_ICONS.values(),
        *room_map.STATE_ICONS.values(),
        *agenda.STAGE_ICONS.values(),
    }
    assert used <= ICONS.keys()


def test_an_open_poll_takes_the_bar_and_leaves_the_paper():
    session = replace(SEATS["seat-vote"], result=samples.RESULT)
    assert seat.bottom(session, seat.Place.READER) is seat.Bottom.VOTE
    assert seat.Choosing().following(session).place is seat.Place.READER


def looks(name: str) -> list[Look]:
    return [key.look for key in votes.vote_keys(SEATS[name].ballot)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("seat-vote", [Look.FILLED] * 3),
        ("seat-vote-confirming", [Look.FILLED, Look.CHOSEN, Look.FILLED]),
        ("seat-voted", [Look.CHOSEN, Look.OUTLINE, Look.OUTLINE]),
        ("seat-voted-final", [Look.CHOSEN, Look.DIM, Look.DIM]),
        ("seat-vote-refused", [Look.FILLED] * 3),
        ("seat-vote-guest", [Look.DIM] * 3),
        ("seat-vote-paused", [Look.DIM] * 3),
    ],
)
def test_vote_buttons_look_like_what_they_can_do(name, expected):
    assert looks(name) == expected


def test_seats_never_overlap_and_stay_on_the_map():
    placement = room_map.place(samples.room_map(), 840, 352)
    boxes = placement.seats
    for index, one in enumerate(boxes):
        assert one.left >= 0
        assert one.left + one.width <= 840
        assert one.top >= 0
        assert one.top + one.height <= 352
        for other in boxes[index + 1 :]:
            apart = (
                one.left + one.width <= other.left
                or other.left + other.width <= one.left
                or one.top + one.height <= other.top
                or other.top + other.height <= one.top
            )
            assert apart


def test_the_middle_of_a_table_is_free_and_a_full_hall_has_none():
    assert room_map.place(samples.room_map(), 840, 352).middle is not None
    hall = [
        s.MapSeat(f"{c}{r}", "1", "A", c, r, s.SeatState.PRESENT)
        for c in range(6)
        for r in range(5)
    ]
    assert room_map.place(hall, 840, 352).middle is None
    assert room_map.place([], 840, 352).seats == ()


def test_a_row_of_guests_at_one_side_leaves_the_whole_table_free():
    table = [(c, r) for c in range(8) for r in range(5) if c in {0, 7} or r in {0, 4}]
    seats = [
        s.MapSeat(f"{c}-{r}", "1", "A", c, r, s.SeatState.PRESENT)
        for c, r in (*table, (2, 5), (3, 5), (4, 5))
    ]
    placement = room_map.place(seats, 840, 352)
    across, down = placement.seats[0].width, placement.seats[0].height
    assert placement.middle is not None
    assert placement.middle.width > 5 * across
    assert placement.middle.height > 2.5 * down


def test_the_legend_counts_every_seat_once():
    seats = samples.room_map(polling=True)
    assert sum(count for _, count in room_map.legend(seats)) == len(seats)


def test_the_session_strip_covers_the_plan_and_marks_its_end():
    strip = agenda.session_strip(samples.agenda())
    assert strip.segments[0].start == 0
    assert 0 < strip.tick <= 1
    assert sum(piece.width for piece in strip.segments) <= 1 + 1e-9
    assert [piece.current for piece in strip.segments].index(True) == 2


def test_minutes_of_an_item_that_ran_over():
    over = agenda.minutes(samples.agenda()[1])
    assert (over.spent, over.planned, over.over) == ("44", "/ 35", 9)
    assert agenda.minutes(samples.agenda()[4]).spent == ""


def test_a_text_too_long_for_the_wall_ends_at_a_word_and_says_so():
    assert excerpt.excerpt("ngắn") == ("ngắn", True)
    shown, whole = excerpt.excerpt("từ " * 500)
    assert not whole
    assert shown.endswith("từ …")
    assert len(shown) <= excerpt.MOST_ON_THE_WALL + 2
