"""The secretary puts a counted poll right: answers of persons or the counts, and why."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import CancelCorrection, SetNamed, SetReason
from device.screens import CorrectionDesk, Form, NamedRow
from ui.kit import Kit
from ui.viewmodels.ballots import answer_labels
from ui.viewmodels.desk import correctable
from ui.widgets.answer_editor import AnswerEditor
from ui.widgets.choice_row import Answer, ChoiceRow
from ui.widgets.correction_counts import CorrectedCounts
from ui.widgets.listing import Keyed, Scroller, Slot
from ui.widgets.reasons import Reasons
from ui.widgets.surface import NOTHING, Panel, card, column, row, stack
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import MainButton, SecondaryButton, Touchable

PHRASES = ("reason-wrong-person", "reason-wrong-key", "reason-wrong-count", "reason-device")


class PersonRow(Touchable):
    """A person with the names that were chosen; touching it opens the ballot."""

    def __init__(self, kit: Kit, person: str, action: Callable[[], None]) -> None:
        super().__init__(
            f"correct-{person}",
            action,
            radius=12,
            edge_width=2,
            padding=(14, 4),
            spacing=12,
            size_hint_y=None,
            height=max(62, kit.tall(62)),
        )
        self._kit = kit
        self._name = Fit(kit, 17, 500, size_hint_x=0.8)
        self._given = Fit(kit, 15, 500, kit.paint.mute, halign="right")
        self._icon = Icon(kit, "chevron-right", 24, kit.paint.mute)
        for child in (self._name, self._given, self._icon):
            self.add_widget(child)

    def show(self, shown: tuple[NamedRow, bool, str]) -> None:
        """Show a person, whether the answer was changed, and the answer in words."""
        named, changed, answer = shown
        paint = self._kit.paint
        self._name.text, self._given.text = named.name, answer
        self.dress(
            fill=paint.accent_soft if changed else paint.ground,
            edge=paint.accent if changed else NOTHING,
        )


class CorrectionCard(Panel):
    """Who or what at the left, why at the right, and the way to send."""

    def __init__(self, kit: Kit, send: Callable[[CorrectionDesk], None]) -> None:
        super().__init__()
        self._kit, self._send = kit, send
        self._desk: CorrectionDesk | None = None
        self._editing = ""
        choices, persons = (stack(spacing=6, padding=(0, 0, 12, 0)) for _ in range(2))
        self._choices: Keyed[tuple[NamedRow, bool]] = Keyed(
            choices, lambda shown: shown[0].person, self._choice_row
        )
        self._persons: Keyed[tuple[NamedRow, bool, str]] = Keyed(
            persons, lambda shown: shown[0].person, self._person_row
        )
        self._by_choice, self._by_person = Scroller(kit, choices), Scroller(kit, persons)
        self._counts = CorrectedCounts(kit)
        self._editor = AnswerEditor(kit, self._answered, self._done)
        self._body = Slot()
        left = column(self._heading(), self._question, self._body, spacing=8)
        self.add_widget(
            card(
                kit,
                left,
                self._right(),
                orientation="horizontal",
                padding=(20, 14, 16, 14),
                spacing=18,
            )
        )

    def _heading(self) -> Panel:
        kit = self._kit
        icon = Icon(kit, "file-document-edit-outline", 28, kit.paint.accent)
        title = Fit(kit, 20, 600, text=kit.words("correction-title"))
        self._question = Text(kit, 15, 400, kit.paint.mute)
        cancel = SecondaryButton(
            kit,
            "cancel-correction",
            "close",
            kit.words("cancel"),
            lambda: kit.emit(CancelCorrection()),
            hug=True,
            height=56,
        )
        return row(icon, title, cancel, spacing=12, size_hint_y=None, height=kit.tall(60))

    def _right(self) -> Panel:
        kit = self._kit
        label = Fit(kit, 16, 600, text=kit.words("correction-why"))
        label.size_hint_y, label.height = None, kit.tall(28)
        self._reasons = Reasons(kit, "reason", PHRASES, lambda text: kit.emit(SetReason(text)))
        self._state = Text(kit, 15, 600, kit.paint.warn)
        self._button = MainButton(kit, "send-correction", self._sent, height=kit.tall(64))
        self._button.size_hint_x = 1
        return column(
            label, self._reasons, self._state, self._button, spacing=8, size_hint_x=None, width=288
        )

    # ── what a finger does ──────────────────────────────────────────────────────────────────────

    def _choice_row(self, shown: tuple[NamedRow, bool]) -> ChoiceRow:
        person = shown[0].person
        return ChoiceRow(self._kit, person, lambda answer: self._kit.emit(SetNamed(person, answer)))

    def _person_row(self, shown: tuple[NamedRow, bool, str]) -> PersonRow:
        person = shown[0].person
        return PersonRow(self._kit, person, lambda: self._edit(person))

    def _edit(self, person: str) -> None:
        self._editing = person
        self._refresh()

    def _answered(self, answer: Answer) -> None:
        self._kit.emit(SetNamed(self._editing, answer))

    def _done(self) -> None:
        self._edit("")

    def _sent(self) -> None:
        if self._desk is not None:
            self._send(self._desk)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────

    def show(self, desk: CorrectionDesk) -> None:
        """Show a correction; the person whose ballot is open stays open."""
        if self._desk is None or self._desk.poll != desk.poll:
            self._editing = ""
        self._desk = desk
        self._refresh()

    def _refresh(self) -> None:
        desk, words = self._desk, self._kit.words
        if desk is None:
            return
        item = words("item", number=desk.item_number)
        roomy = self._kit.theme.text_percent == 100
        self._question.text = words.joined(item, desk.question) if roomy else ""
        self._reasons.show(desk.reason)
        self._state.text = words.error(desk.refusal) if desk.refusal else ""
        key = "sending" if desk.waiting else "correction-send"
        self._button.show("arrow-right", words(key), enabled=correctable(desk))
        self._put_body(desk)

    def _put_body(self, desk: CorrectionDesk) -> None:
        editing = next((named for named in desk.named if named.person == self._editing), None)
        if desk.counts is not None:
            self._counts.show(desk.counts)
            self._body.put(self._counts)
        elif desk.form is Form.MOTION:
            self._choices.show([(named, named.person in desk.changed) for named in desk.named])
            self._body.put(self._by_choice)
        elif editing is not None:
            self._editor.show(editing, desk.form, desk.options, desk.picks)
            self._body.put(self._editor)
        else:
            self._persons.show(
                [
                    (named, named.person in desk.changed, self._summary(named, desk))
                    for named in desk.named
                ]
            )
            self._body.put(self._by_person)

    def _summary(self, named: NamedRow, desk: CorrectionDesk) -> str:
        words = self._kit.words
        if not named.answer:
            return words("no-ballot")
        if desk.form is Form.CONFIDENCE:
            return words("answered-confidence", count=len(named.answer))
        return ", ".join(answer_labels(desk.options, named.answer))
