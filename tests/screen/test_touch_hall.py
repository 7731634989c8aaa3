"""Real touches of somebody who asks to speak, speaks, calls, and is told something."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device import intents as i
from device import screens as s
from tests.screen import samples_hall as hall

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

SEATS = hall.seat_screens()
MOST_FRAMES = 300  # far more than the guard of a button lasts


def place(stage, name):
    """Where something that can be touched stands in the window."""
    widget = next(
        w
        for w in stage.bridge.root.walk()
        if getattr(w, "stable_name", "") == name and not w.disabled
    )
    return tuple(widget.to_window(*widget.pos)), tuple(widget.size)


async def appears(stage, name):
    """Wait until something can be touched."""
    for _ in range(MOST_FRAMES):
        await stage.bridge.settle()
        if name in stage.bridge.names():
            return
    pytest.fail(f"{name} never appears")


async def test_one_touch_asks_for_the_usual_kind(stage):
    stage.bridge.show(SEATS["seat-speak"])
    assert await stage.touch("speak-ask") == [i.AskToSpeak(s.SpeechKind.CONTRIBUTION)]


async def test_another_kind_takes_two_touches_and_none_of_them_is_long(stage):
    stage.bridge.show(SEATS["seat-speak"])
    asked = await stage.touch("speak-kinds", "speak-debate")
    assert asked == [i.AskToSpeak(s.SpeechKind.DEBATE)]
    assert "speak-debate" not in stage.bridge.names()  # the card closed


async def test_a_request_is_changed_and_taken_back(stage):
    stage.bridge.show(SEATS["seat-speak-asked"])
    assert await stage.touch("speak-withdraw") == [i.WithdrawRequest()]
    changed = await stage.touch("speak-place", "speak-order")
    assert changed == [i.AskToSpeak(s.SpeechKind.ORDER)]


async def test_the_kind_asked_for_already_cannot_be_asked_for_again(stage):
    stage.bridge.show(SEATS["seat-speak-asked"])
    await stage.touch("speak-place")
    assert "speak-contribution" not in stage.bridge.names()


async def test_nothing_can_be_asked_while_the_hub_has_not_answered(stage):
    stage.bridge.show(SEATS["seat-speak-sending"])
    await stage.bridge.settle()
    names = stage.bridge.names()
    assert not {"speak-ask", "speak-withdraw", "speak-place"} & set(names)


async def test_a_speech_is_ended_by_its_speaker(stage):
    stage.bridge.show(SEATS["seat-my-turn"])
    await appears(stage, "speech-end")
    assert await stage.touch("speech-end") == [i.EndOwnSpeech()]


async def test_the_end_of_a_speech_takes_no_touch_that_was_meant_for_asking(stage):
    """The second tap of a hasty double tap on "ask" falls there when the floor was free."""
    from ui.widgets.speak_bar import GUARD_S, EndButton

    waited = []
    kit = replace(stage.bridge._app.kit, later=lambda action, s: waited.append((action, s)))
    button = EndButton(kit)
    button.appear()
    assert button.disabled
    button.appear()  # a second speech before the first wait is over
    (first, seconds), (second, _) = waited
    assert seconds == GUARD_S
    first()
    assert button.disabled
    second()
    assert not button.disabled


async def test_everybody_sees_the_queue_by_touching_who_speaks(stage):
    stage.bridge.show(SEATS["seat-queue"])
    assert await stage.touch("speakers") == []
    assert "speakers-close" in stage.bridge.names()
    assert await stage.touch("speakers-close") == []
    assert "speakers-close" not in stage.bridge.names()


async def test_a_vote_takes_the_bar_and_puts_the_queue_away(stage):
    stage.bridge.show(SEATS["seat-speak-asked"])
    await stage.touch("speak-place")
    stage.bridge.show(SEATS["seat-vote-speakers"])
    await stage.bridge.settle()
    names = set(stage.bridge.names())
    assert {"vote-for", "vote-against", "vote-abstain"} <= names
    assert not {"speakers-close", "speak-place", "speak-ask"} & names


@pytest.mark.parametrize("name", ["seat-speak", "seat-vote-speakers", "seat-my-turn-over"])
async def test_somebody_can_be_called_whatever_the_seat_shows(stage, name):
    stage.bridge.show(replace(SEATS[name], calls=s.Calls(), message=""))
    called = await stage.touch("calls", "call-technician")
    assert called == [i.CallService(s.CallKind.TECHNICIAN)]


async def test_a_call_waits_and_can_be_taken_back(stage):
    stage.bridge.show(SEATS["seat-calls-waiting"])
    await stage.touch("calls")
    assert "call-water" not in stage.bridge.names()
    assert await stage.touch("call-cancel") == [i.CancelCall()]


async def test_a_message_moves_nothing_and_stays_until_it_is_read(stage):
    stage.bridge.show(SEATS["seat-speak"])
    await stage.bridge.settle()
    names = [n for n in stage.bridge.names() if n != "message-seen"]
    before = {name: place(stage, name) for name in names}
    stage.bridge.show(SEATS["seat-message"])
    await stage.bridge.settle()
    assert {name: place(stage, name) for name in names} == before
    assert await stage.touch("message-seen") == [i.DismissMessage()]


async def test_a_message_covers_nothing_that_can_be_touched(stage):
    stage.bridge.show(SEATS["seat-message"])
    await stage.bridge.settle()
    (x, y), (width, height) = place(stage, "message-seen")
    banner = (x + width + 8, y - 8)  # its right and lower edges, about
    for name in stage.bridge.names():
        if name == "message-seen":
            continue
        (left, bottom), size = place(stage, name)
        assert left >= banner[0] or bottom + size[1] <= banner[1] + 4, name
    assert height >= 52


async def test_the_bar_keeps_its_places_while_the_floor_changes_hands(stage):
    places = set()
    for name in ("seat-speak", "seat-speak-quiet", "seat-speak-asked", "seat-break"):
        stage.bridge.show(SEATS[name])
        await stage.bridge.settle()
        places.add(place(stage, "leave"))
    assert len(places) == 1


async def test_key_four_asks_and_takes_back_at_a_seat_where_no_vote_is_open(stage):
    for name in ("seat-speak", "seat-speak-asked", "seat-vote-speakers", "seat-my-turn"):
        stage.bridge.show(SEATS[name])
        stage.bridge.key(4)
    assert stage.intents == [i.AskToSpeak(s.SpeechKind.CONTRIBUTION), i.WithdrawRequest()]


async def test_a_result_is_left_during_ones_own_speech(stage):
    stage.bridge.show(SEATS["seat-my-turn-over"])
    assert await stage.touch("dismiss-result") == [i.DismissResult()]
