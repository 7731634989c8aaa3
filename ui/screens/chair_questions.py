"""What the console asks before a step is done: the action in full, and the word that does it."""

from __future__ import annotations

from msgspec import Struct

from device.intents import TakeStep
from device.screens import ChairScreen, Step, StepButton
from ui.kit import Kit
from ui.viewmodels.results import headline
from ui.viewmodels.steps import STEP_ICONS, find
from ui.widgets.chair_bar import step_words
from ui.widgets.outcome import outcome_word


class Asked(Struct, frozen=True):
    """One question."""

    taken: TakeStep
    icon: str
    title: str
    details: str
    word: str


def question_of(kit: Kit, screen: ChairScreen, step: Step, target: str) -> Asked | None:
    """The question before a step, None when the step is not offered any more."""
    if step is Step.PASS_ITEMS:
        return _passing(kit, screen, target)
    offered = find(screen, step, target) or _of_agenda(screen, step, target)
    if offered is None:
        return None
    word = step_words(kit, offered)[0]
    details = _details(kit, screen, offered)
    title = kit.words("ask-step", step=word)
    return Asked(TakeStep(step, target), STEP_ICONS[step], title, details, word)


def _of_agenda(screen: ChairScreen, step: Step, item: str) -> StepButton | None:
    """A step with a line of the agenda, whose sheet offered it."""
    row = next((row for row in screen.agenda if row.item == item), None)
    return StepButton(step, item, row.title, row.number) if row else None


def _passing(kit: Kit, screen: ChairScreen, item: str) -> Asked | None:
    """One item, or all that nobody speaks against."""
    consent = screen.consent.items if screen.consent else ()
    items = (item,) if item else consent
    rows = [row for row in screen.agenda if row.item in items]
    if not rows:
        return None
    words = kit.words
    numbers = ", ".join(str(row.number) for row in rows)
    titles = [words("item-title", number=row.number, title=row.title) for row in rows]
    details = words.joined(*titles)
    if not item:
        details = words.joined(words("consent-means"), details)
    taken = TakeStep(Step.PASS_ITEMS, names=items)
    title = words("ask-consent", numbers=numbers)
    return Asked(taken, STEP_ICONS[Step.PASS_ITEMS], title, details, words("step-pass-items"))


def _details(kit: Kit, screen: ChairScreen, offered: StepButton) -> str:
    words = kit.words
    if offered.step is Step.ANNOUNCE_POLL and screen.result:
        return announce_words(kit, screen)
    if offered.step is Step.CLOSE_POLL and screen.poll:
        poll = screen.poll
        return words.joined(
            words("close-details", pressed=poll.pressed, present=poll.entitled_present)
            if not poll.entries_needed
            else words("entries-of", count=poll.entered, needed=poll.entries_needed),
            poll.question,
        )
    return offered.label or words("ask-irreversible")


def announce_words(kit: Kit, screen: ChairScreen) -> str:
    """The result about to be announced, in full."""
    result, words = screen.result, kit.words
    if result is None:
        return ""
    line = headline(result)
    verdict = outcome_word(kit, result)
    details = words("announce-details", outcome=verdict, count=line.count, base=line.base)
    return words.joined(details, result.question)
