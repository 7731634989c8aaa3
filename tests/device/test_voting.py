"""One seat's ballots, played through a whole terminal: saved, said, said again, answered."""

from __future__ import annotations

from typing import Any

import pytest

from device.effects import Effect, ForgetBallot, SaveBallot, Say, SetLamp
from device.inputs import LinkChanged, OutboxLoaded, SavedBallot, StorageFailed, Woke
from device.intents import PressKey
from device.screens import Choice, Lamp, Link
from device.voting import RESEND_MS
from protocol.ballot import parse_statement
from protocol.messages import Ballot, Receipt, Refusal
from protocol.topics import Said
from tests.support.hub_voice import HASH, MEETING, HubVoice, is_beat, make_terminal, people, poll
from tests.support.hub_voice import polls as polls_of
from tests.support.playbook import Playbook, says

FOR, AGAINST, ABSTAIN = Choice


class Seat(Playbook):
    """A seat in an open poll, online and welcomed; heartbeats are left out."""

    def __init__(self, **changes: Any) -> None:
        super().__init__(make_terminal(), leaving_out=is_beat)
        self.hub = HubVoice()
        for told in self.hub.convenes():
            self.sees(told)
            self.forgets()
        self.sees(LinkChanged(Link.ONLINE))
        self.forgets()
        self.sees(self.hub.says(polls_of(poll(**changes))))
        self.forgets()

    @property
    def terminal(self) -> Any:
        return self.core

    @property
    def saved(self) -> list[SavedBallot]:
        return [effect.ballot for effect in self.heard if isinstance(effect, SaveBallot)]

    @property
    def said(self) -> list[Say]:
        return [e for e in self.heard if isinstance(e, Say) and e.said is Said.BALLOT]

    def lit(self) -> tuple[Lamp, Choice | None]:
        """What the lamps tell after everything so far."""
        lamps = [effect for effect in self.heard if isinstance(effect, SetLamp)]
        return (lamps[-1].lamp, lamps[-1].choice) if lamps else (Lamp.OFF, None)

    def shown(self, of_poll: str = "poll-1") -> tuple[Lamp, Choice | None]:
        """What the screen tells."""
        voting = self.terminal.voting
        answer = voting.answer(of_poll, "p001")
        return voting.lamp(of_poll, "p001"), Choice(answer[0]) if answer else None

    def presses(self, choice: Choice) -> None:
        self.sees(PressKey(choice))
        self.forgets()

    def answers(self, message: str, code: str = "") -> None:
        answer = Refusal(message, code) if code else Receipt(message, self.hub.seq + 1, HASH)
        self.sees(self.hub.says(answer, to="seat-001"))


def statement_choice(said: Say) -> str:
    assert isinstance(said.message, Ballot)
    (choice,) = parse_statement(said.message.statement).answer
    return choice


def test_a_press_is_saved_first_and_then_said_with_the_saved_message_id() -> None:
    play = Seat()
    play.sees(PressKey(FOR))
    play.expects(SaveBallot, says(Said.BALLOT), SetLamp(Lamp.WAITING, FOR))
    assert play.said[0].message_id == play.saved[0].message
    assert play.said[0].message == play.saved[0].said
    assert statement_choice(play.said[0]) == "for"


@pytest.mark.parametrize(("answer", "lamp"), [("", Lamp.ACCEPTED), ("poll-closed", Lamp.REFUSED)])
def test_the_lamp_tells_what_the_hub_did_with_the_press(answer: str, lamp: Lamp) -> None:
    play = Seat()
    play.presses(AGAINST)
    assert play.lit() == play.shown() == (Lamp.WAITING, AGAINST)
    play.answers(play.said[0].message_id, answer)
    play.forgets()
    assert play.lit() == (lamp, AGAINST)
    assert play.shown()[0] is lamp


def test_a_receipt_is_kept_on_disk_with_the_ballot() -> None:
    play = Seat()
    play.presses(FOR)
    play.answers(play.said[0].message_id)
    play.expects(SaveBallot, SetLamp(Lamp.ACCEPTED, FOR))
    assert play.saved[-1].receipt is not None
    assert play.saved[-1].message == play.saved[0].message


def test_a_refused_ballot_is_forgotten_its_code_shown_and_the_key_works_again() -> None:
    play = Seat()
    play.presses(FOR)
    message = play.said[0].message_id
    play.answers(message, "statement-outdated")
    play.expects(ForgetBallot(message), SetLamp(Lamp.REFUSED, FOR))
    assert play.terminal.voting.refusal("poll-1", "p001") == "statement-outdated"
    play.sees(PressKey(FOR))
    play.expects(SaveBallot, says(Said.BALLOT), SetLamp(Lamp.WAITING, FOR))
    assert play.terminal.voting.refusal("poll-1", "p001") == ""


def test_pressing_the_same_key_again_says_nothing_new() -> None:
    play = Seat()
    play.presses(FOR)
    play.sees(PressKey(FOR))
    play.expects()
    play.answers(play.said[0].message_id)
    play.forgets()
    play.sees(PressKey(FOR))
    play.expects()


def test_a_change_of_mind_waits_until_the_first_press_is_answered() -> None:
    play = Seat()
    play.presses(FOR)
    play.sees(PressKey(AGAINST))
    play.expects(SaveBallot, SetLamp(Lamp.WAITING, AGAINST))
    play.answers(play.said[0].message_id)
    play.expects(SaveBallot, says(Said.BALLOT))
    assert play.lit() == play.shown() == (Lamp.WAITING, AGAINST)
    assert [statement_choice(said) for said in play.said] == ["for", "against"]


def test_only_the_latest_of_several_changes_of_mind_is_said() -> None:
    play = Seat()
    for choice in (FOR, AGAINST, ABSTAIN):
        play.presses(choice)
    play.answers(play.said[0].message_id)
    play.forgets()
    play.answers(play.said[1].message_id)
    play.forgets()
    assert [statement_choice(said) for said in play.said] == ["for", "abstain"]
    forgotten = {e.message for e in play.heard if isinstance(e, ForgetBallot)}
    assert forgotten == {play.saved[1].message, play.said[0].message_id}


def test_a_change_of_mind_is_on_disk_before_the_one_it_replaces_is_forgotten() -> None:
    play = Seat()
    play.presses(FOR)
    play.presses(AGAINST)
    play.sees(PressKey(ABSTAIN))
    play.expects(SaveBallot, ForgetBallot(play.saved[1].message), SetLamp(Lamp.WAITING, ABSTAIN))


def test_an_accepted_change_of_mind_after_a_refused_first_press_counts_as_accepted() -> None:
    play = Seat()
    play.presses(FOR)
    play.presses(AGAINST)
    play.answers(play.said[0].message_id, "too-busy")
    play.forgets()
    assert play.lit() == play.shown() == (Lamp.WAITING, AGAINST)
    play.answers(play.said[1].message_id)
    play.forgets()
    assert play.lit() == play.shown() == (Lamp.ACCEPTED, AGAINST)


def test_another_poll_puts_the_lamp_out() -> None:
    play = Seat()
    play.presses(FOR)
    play.answers(play.said[0].message_id)
    play.forgets()
    play.sees(play.hub.says(polls_of(poll(), poll(poll="poll-2"))))
    play.expects(SetLamp(Lamp.OFF, None))


def test_a_late_receipt_for_the_last_poll_lights_nothing_in_the_new_one() -> None:
    play = Seat()
    play.presses(FOR)
    play.sees(play.hub.says(polls_of(poll(), poll(poll="poll-2"))))
    play.expects(SetLamp(Lamp.OFF, None))
    play.answers(play.said[0].message_id)
    play.expects(SaveBallot)


def test_an_unanswered_ballot_of_another_poll_is_not_given_up_for_a_new_one() -> None:
    play = Seat()
    play.presses(FOR)
    play.presses(AGAINST)
    play.sees(play.hub.says(polls_of(poll(), poll(poll="poll-2"))))
    play.forgets()
    play.sees(PressKey(ABSTAIN))
    play.expects(SaveBallot, SetLamp(Lamp.WAITING, ABSTAIN))
    for _ in range(3):
        play.answers(play.said[-1].message_id)
        play.forgets()
    assert [statement_choice(said) for said in play.said] == ["for", "against", "abstain"]


def test_an_unanswered_ballot_is_said_again_unchanged_when_it_is_time_and_not_before() -> None:
    play = Seat()
    play.presses(FOR)
    play.sees(Woke(), later=RESEND_MS - 1)
    play.expects()
    play.sees(Woke(), later=1)
    play.expects(says(Said.BALLOT))
    assert play.said[0] == play.said[1]


def test_an_unanswered_ballot_is_said_again_at_once_on_a_new_link() -> None:
    play = Seat()
    play.presses(FOR)
    play.sees(LinkChanged(Link.LOST), later=10)
    play.expects()
    play.sees(Woke(), later=60_000)
    play.expects()
    play.sees(LinkChanged(Link.ONLINE))
    play.expects(says(Said.BALLOT))


def test_receipts_and_refusals_of_unknown_messages_change_nothing() -> None:
    play = Seat()
    play.presses(FOR)
    other = "99999999-0000-4000-8000-000000000000"
    play.answers(other)
    play.expects()
    play.answers(other, "poll-closed")
    play.expects()
    assert play.shown() == (Lamp.WAITING, FOR)


@pytest.mark.parametrize(("press", "said"), [("first", ["for"]), ("last", ["for", "against"])])
@pytest.mark.parametrize("answered", [False, True])
def test_the_press_rule_decides_whether_a_press_can_be_changed(
    press: str, said: list[str], *, answered: bool
) -> None:
    play = Seat(press=press)
    play.presses(FOR)
    if answered:
        play.answers(play.said[0].message_id)
        play.forgets()
    play.presses(AGAINST)
    if not answered:
        play.answers(play.said[0].message_id)
        play.forgets()
    assert [statement_choice(each) for each in play.said] == said


def test_under_the_first_press_rule_a_refused_press_may_be_repeated() -> None:
    play = Seat(press="first")
    play.presses(FOR)
    play.answers(play.said[0].message_id, "too-busy")
    play.forgets()
    play.sees(PressKey(AGAINST))
    play.expects(SaveBallot, says(Said.BALLOT), SetLamp(Lamp.WAITING, AGAINST))


@pytest.mark.parametrize("changes", [{"stage": "paused"}, {"stage": "closed"}, {"present": ()}])
def test_a_key_does_nothing_when_this_seat_cannot_vote(changes: dict[str, Any]) -> None:
    play = Seat(**changes)
    play.sees(PressKey(FOR))
    play.expects()


def test_a_seat_whose_person_is_not_signed_in_does_not_vote() -> None:
    play = Seat()
    play.sees(play.hub.says(people(present=False)))
    play.sees(PressKey(FOR))
    play.expects()


# ── the disk ────────────────────────────────────────────────────────────────────────────────────


def test_a_ballot_the_disk_did_not_take_is_never_said_and_shown_as_refused() -> None:
    play = Seat()
    play.presses(FOR)  # its Say was held back by whoever performs effects
    play.sees(StorageFailed("disk-full", play.saved[0].message))
    play.expects(SetLamp(Lamp.REFUSED, FOR))
    assert play.terminal.voting.refusal("poll-1", "p001") == "disk-full"
    play.sees(Woke(), later=10 * RESEND_MS)
    play.expects()
    play.sees(LinkChanged(Link.ONLINE))
    play.expects()


def test_a_change_of_mind_the_disk_did_not_take_leaves_the_press_before_it_in_force() -> None:
    play = Seat()
    play.presses(FOR)
    play.presses(AGAINST)
    play.sees(StorageFailed("disk-full", play.saved[1].message))
    play.expects(SetLamp(Lamp.WAITING, FOR))
    play.answers(play.said[0].message_id)
    play.forgets()
    assert len(play.said) == 1
    assert play.terminal.voting.ballot("poll-1", "p001").answer == ("for",)


def test_a_receipt_the_disk_did_not_take_is_a_receipt_all_the_same() -> None:
    play = Seat()
    play.presses(FOR)
    play.answers(play.said[0].message_id)
    play.forgets()
    play.sees(StorageFailed("disk-full", play.saved[0].message))
    play.expects()
    assert play.shown() == (Lamp.ACCEPTED, FOR)


# ── after a restart ─────────────────────────────────────────────────────────────────────────────


def restarted(*ballots: SavedBallot) -> Playbook:
    """A terminal that found these ballots in its outbox and is in the open poll again."""
    play = Playbook(make_terminal(), leaving_out=is_beat)
    play.sees(OutboxLoaded(ballots))
    play.sees(LinkChanged(Link.ONLINE))
    return play


def kept(message: str, choice: Choice, order: int, **changes: Any) -> SavedBallot:
    values = {
        "message": message,
        "meeting": MEETING,
        "poll": "poll-1",
        "person": "p001",
        "answer": (choice.value,),
        "ballot": f"b-{message}",
        "said": Ballot("{}", "00"),
        "saved": order,
    }
    return SavedBallot(**(values | changes))


def ballots_said(play: Playbook) -> list[str]:
    return [e.message_id for e in play.heard if isinstance(e, Say) and e.said is Said.BALLOT]


def test_ballots_found_in_the_outbox_are_said_in_the_order_they_were_saved() -> None:
    play = restarted(kept("m2", AGAINST, 2), kept("m1", FOR, 1))
    play.expects(says(Said.BALLOT))
    assert ballots_said(play) == ["m1"]
    play.sees(HubVoice().says(Receipt("m1", 5, HASH)))
    play.forgets()
    assert ballots_said(play) == ["m1", "m2"]


def test_an_answered_ballot_from_the_outbox_lights_its_lamp_and_is_not_said_again() -> None:
    play = restarted(kept("m1", AGAINST, 1, receipt=7))
    play.expects()
    hub = HubVoice()
    for told in hub.convenes():
        play.sees(told)
    play.sees(hub.says(polls_of(poll())))
    play.expects(SetLamp(Lamp.ACCEPTED, AGAINST))
    assert ballots_said(play) == []


def test_new_ballots_are_saved_after_those_found() -> None:
    play = restarted(kept("m1", FOR, 41, receipt=7))
    hub = HubVoice()
    for told in (*hub.convenes(), hub.says(polls_of(poll()))):
        play.sees(told)
        play.forgets()
    play.sees(PressKey(AGAINST))
    saved = [effect.ballot.saved for effect in play.heard if isinstance(effect, SaveBallot)]
    assert saved == [42]


def test_answered_ballots_of_an_earlier_meeting_leave_the_disk_and_unanswered_ones_are_settled() -> (
    None
):
    old: list[Effect] = [ForgetBallot("m1")]
    play = restarted(
        kept("m1", FOR, 1, meeting="phien-0", receipt=3), kept("m2", FOR, 2, meeting="phien-0")
    )
    play.expects(says(Said.BALLOT))
    hub = HubVoice()
    play.sees(hub.says(polls_of()))
    play.expects(*old)
    play.sees(hub.says(Refusal("m2", "other-meeting"), to="seat-001"))
    play.expects(ForgetBallot("m2"))
