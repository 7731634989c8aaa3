"""A console: what is looked at, what is typed, and the steps asked of the hub.

Theory of operation. A text that is typed, the draft of a conclusion or the secretary's notes, belongs to
this console until the hub has it. Steps and texts have slots of their own, so that saving keeps no step
waiting; of several texts to be saved one is under way at a time.

| a text              | what happens                     | after                            |
|---------------------|----------------------------------|----------------------------------|
| as the hub has it   | typed                            | typed                            |
| typed               | save                             | to be saved: said, then answered |
| to be saved         | typed on                         | to be saved, as it is then       |
| to be saved         | the hub has it                   | as the hub has it                |
| to be saved         | refused                          | typed, with the code             |
| any                 | the item is concluded (a draft)  | as the hub has it                |

What the hall saw before is remembered here, to go back to.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from device import assigning, wall_views
from device.asking import Asking
from device.chair_intents import (
    ChairIntent,
    DraftConclusion,
    SaveDraft,
    SaveNote,
    TakeStep,
    TapItem,
    TapSeat,
)
from device.effects import Effect, Say
from device.room_view import RoomView
from device.screens import Step, WallView
from protocol.messages import Command
from protocol.topics import Said

DRAFT, NOTE = "draft", "note"  # slots beside the steps'
MAX_VIEWS = 20  # that the hall saw: nobody goes back further

_WITH_TASKS = frozenset({Step.DRAFT_CONCLUSION, Step.CONCLUDE_ITEM})


class Pad(Struct):
    """Texts typed here, by item, that the hub does not have; `step` saves them."""

    slot: str
    step: Step
    typed: dict[str, str] = field(default_factory=dict)
    wanted: dict[str, None] = field(default_factory=dict)  # items to be saved, in order
    sent: tuple[str, str] = ("", "")  # the item under way and its text
    kept: dict[str, tuple[str, int]] = field(default_factory=dict)  # to text and record

    def saved(self, item: str) -> bool:
        """Whether the hub has the text as it is typed."""
        text = self.typed.get(item)
        return text is None or self.kept.get(item, ("", 0))[0] == text

    def accepted(self, seq: int) -> None:
        """The hub has what was sent, from record `seq` on."""
        item, text = self.sent
        self.kept[item] = (text, seq)

    def forget(self, item: str) -> None:
        """What was typed for an item matters no more."""
        for known in (self.typed, self.wanted, self.kept):
            known.pop(item, None)

    def settle(self, item: str, told: str, seq: int) -> None:
        """The hub's text of an item as of record `seq`: drop what is typed if this came of it."""
        kept, since = self.kept.get(item, ("", 0))
        typed = self.typed.get(item)
        if typed == told or (typed == kept and since and seq >= since):
            self.forget(item)


class Console:
    """What the person at a console began; of no use elsewhere."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.seat = ""  # tapped on the map
        self.item = ""  # tapped in the agenda
        self.drafts = Pad(DRAFT, Step.DRAFT_CONCLUSION)
        self.notes = Pad(NOTE, Step.NOTE_ITEM)
        self._views: list[WallView] = []

    def intend(self, act: ChairIntent, view: RoomView, now: int) -> tuple[Say, ...]:
        """The person acts."""
        if isinstance(act, TakeStep):
            return self._ask(act, view, now)
        if isinstance(act, TapSeat):
            self.seat = act.seat
        elif isinstance(act, TapItem):
            self.item = act.item
        else:
            pad = self.drafts if isinstance(act, DraftConclusion | SaveDraft) else self.notes
            if not isinstance(act, SaveDraft | SaveNote):
                pad.typed[act.item] = act.text
                self._asking.refusal.pop(pad.slot, None)
            elif not pad.saved(act.item):
                pad.wanted[act.item] = None
        return ()

    def answered(self, slot: str, seq: int) -> None:
        """The hub did what was asked in a slot."""
        for pad in (self.drafts, self.notes):
            if pad.slot == slot:
                pad.accepted(seq)

    def follow(self, view: RoomView, now: int) -> tuple[Effect, ...]:
        """The room is as `view` has it now: drop what the hub has, and say what is to be saved."""
        for item in view.agenda.items:
            if item.conclusion:
                self.drafts.forget(item.item)
            self.drafts.settle(item.item, item.draft, view.agenda_seq)
        self.notes.settle(view.agenda.active, view.agenda.note, view.agenda_seq)
        if view.agenda.items:  # before that, not everything has been told
            self._remember(wall_views.shown(view))
        return (*self._save(self.drafts, view, now), *self._save(self.notes, view, now))

    def back(self, view: RoomView) -> WallView | None:
        """The last view before the one of now that can still be shown."""
        now = wall_views.shown(view)
        before = (each for each in reversed(self._views) if each is not now)
        return next((each for each in before if wall_views.can_show(view, each)), None)

    def refusal(self) -> str:
        """The code of the last step or text that was refused, empty if none."""
        codes = (self._asking.refusal.get(slot, "") for slot in (Said.COMMAND, DRAFT, NOTE))
        return next((code for code in codes if code), "")

    def _ask(self, act: TakeStep, view: RoomView, now: int, slot: str = "") -> tuple[Say, ...]:
        if act.step in _WITH_TASKS and not act.tasks:
            agencies = view.session.agencies if view.session else ()
            act = replace(act, tasks=assigning.tasks(act.text, agencies))
        command = Command(
            step=act.step,
            target=act.target,
            text=act.text,
            kind=act.kind or "",
            names=act.names,
            minutes=act.minutes,
            tasks=tuple(assigning.to_wire(each) for each in act.tasks),
        )
        return self._asking.ask(Said.COMMAND, view.meeting, command, now, slot)

    def _save(self, pad: Pad, view: RoomView, now: int) -> tuple[Say, ...]:
        if not pad.wanted or self._asking.waiting(pad.slot):
            return ()
        item = next(iter(pad.wanted))
        del pad.wanted[item]
        if pad.saved(item):
            return ()
        pad.sent = (item, pad.typed[item])
        return self._ask(TakeStep(pad.step, item, pad.typed[item]), view, now, pad.slot)

    def _remember(self, shown: WallView) -> None:
        if not self._views or self._views[-1] is not shown:
            self._views = [*self._views, shown][-MAX_VIEWS:]
