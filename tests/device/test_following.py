"""Following the presenter, and presenting: the hub's word counts, a touch leaves and returns."""

from __future__ import annotations

from itertools import count

from device.following import RESEND_MS, Following
from device.reading_intents import Follow, StartPresenting, StopPresenting
from protocol.messages import Present, PresenterState

ME, OTHER = "seat-001", "seat-002"
NOBODY = PresenterState("", "", "", 0)


def make() -> Following:
    ids = count(1)
    return Following(ME, lambda: f"m{next(ids)}")


def shows(device: str, page: int) -> PresenterState:
    return PresenterState(device, "p", "bao-cao", page)


def says(following: Following, page: int, now: int = 0) -> list[Present]:
    said = following.say("phien-1", "bao-cao", page, now)
    return [say.message for say in said if isinstance(say.message, Present)]


def test_following_begins_by_itself_with_free_hands_only() -> None:
    for busy in (False, True):
        following = make()
        following.hear(shows(OTHER, 4), busy=busy)
        assert following.turn(known=True) == (None if busy else ("bao-cao", 4))


def test_a_page_is_turned_to_once_so_that_nobody_is_pulled_back() -> None:
    following = make()
    following.hear(shows(OTHER, 4), busy=False)
    assert following.turn(known=True)
    assert following.turn(known=True) is None
    following.hear(shows(OTHER, 5), busy=True)
    assert following.turn(known=True) == ("bao-cao", 5)


def test_a_paper_that_is_not_here_yet_is_turned_to_when_it_comes() -> None:
    following = make()
    following.hear(shows(OTHER, 4), busy=False)
    assert following.turn(known=False) is None
    assert following.turn(known=True) == ("bao-cao", 4)


def test_whoever_turns_away_is_left_alone_and_comes_back_with_a_touch() -> None:
    following = make()
    following.hear(shows(OTHER, 4), busy=False)
    following.turn(known=True)
    following.navigated()
    following.hear(shows(OTHER, 5), busy=False)
    assert following.turn(known=True) is None
    following.intend(Follow(on=True), "du-thao", 1)
    assert following.turn(known=True) == ("bao-cao", 5)
    assert following.begun


def test_nobody_can_be_followed_when_nobody_presents() -> None:
    following = make()
    following.intend(Follow(on=True), "bao-cao", 1)
    assert not following.following


def test_presenting_is_said_until_the_hub_shows_it_and_again_for_every_page() -> None:
    following = make()
    following.intend(StartPresenting(), "bao-cao", 3)
    assert following.asked
    assert says(following, 3) == [Present("bao-cao", 3)]
    assert says(following, 3, RESEND_MS - 1) == []
    assert says(following, 3, RESEND_MS) == [Present("bao-cao", 3)]
    following.hear(shows(ME, 3), busy=False)
    assert following.presenting
    assert (says(following, 3, 2 * RESEND_MS), following.wake_at) == ([], None)
    assert says(following, 4, 2 * RESEND_MS) == [Present("bao-cao", 4)]


def test_a_refusal_is_shown_and_nothing_said_again() -> None:
    following = make()
    following.intend(StartPresenting(), "bao-cao", 3)
    (said,) = following.say("phien-1", "bao-cao", 3, 0)
    following.refused("another", "x")
    following.refused(said.message_id, "somebody-presents")
    assert (following.refusal, following.asked) == ("somebody-presents", False)
    assert says(following, 3, 10_000) == []


def test_a_page_the_hub_refuses_is_not_said_in_a_loop() -> None:
    following = make()
    following.intend(StartPresenting(), "bao-cao", 3)
    says(following, 3)
    following.hear(shows(ME, 3), busy=False)
    (said,) = following.say("phien-1", "bao-cao", 9, 0)
    following.refused(said.message_id, "no-such-page")
    assert says(following, 9, 10_000) == []
    assert says(following, 4, 10_000) == [Present("bao-cao", 4)]


def test_stopping_is_said_until_the_hub_shows_somebody_else_or_nobody() -> None:
    following = make()
    following.intend(StartPresenting(), "bao-cao", 3)
    says(following, 3)
    following.hear(shows(ME, 3), busy=False)
    following.intend(StopPresenting(), "bao-cao", 3)
    assert says(following, 3) == [Present("", 0)]
    assert says(following, 4, RESEND_MS) == [Present("", 0)]
    following.hear(NOBODY, busy=False)
    assert says(following, 4, 2 * RESEND_MS) == []


def test_a_wish_taken_back_before_the_answer_is_stopped_when_it_comes_true() -> None:
    following = make()
    following.intend(StartPresenting(), "bao-cao", 3)
    says(following, 3)
    following.intend(StopPresenting(), "bao-cao", 3)
    assert says(following, 3, 5_000) == []
    following.hear(shows(ME, 3), busy=False)
    assert says(following, 3, 5_000) == [Present("", 0)]


def test_when_the_chair_takes_over_this_seat_follows() -> None:
    following = make()
    following.intend(StartPresenting(), "bao-cao", 3)
    says(following, 3)
    following.hear(shows(ME, 3), busy=False)
    following.hear(shows(OTHER, 7), busy=False)
    assert following.turn(known=True) == ("bao-cao", 7)
    assert says(following, 7) == []
