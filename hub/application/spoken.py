"""How long persons have spoken: net times of speeches that ended, presentations apart."""

from __future__ import annotations

from collections.abc import Iterable

from hub.domain.events import SpeechEnded
from hub.domain.speaking import Spoken
from hub.domain.vocabulary import SpeechKind

YEAR_MS = 365 * 24 * 3_600_000


def spoken(speeches: Iterable[SpeechEnded]) -> dict[str, Spoken]:
    """By person. Presentations are the item's, not the person's; one nobody named is nobody's."""
    found: dict[str, Spoken] = {}
    for speech in speeches:
        if speech.kind is not SpeechKind.PRESENTATION and speech.person:
            before = found.get(speech.person, Spoken())
            found[speech.person] = Spoken(before.ms + speech.spent_ms, before.times + 1)
    return found
