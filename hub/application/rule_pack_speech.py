"""How long speeches may take and who speaks next: the `[speech]` table of a rule pack.

Seconds by kind: `presentation`, `first` and `second` (a person's contributions to one item), `debate`,
`question`, `answer`, `order`; `warning` before the end, `extension` by one touch; `mode` of the queue;
`citation`. What is absent is as in the pack's own defaults below.
"""

from __future__ import annotations

from hub.application.toml_table import TomlTable
from hub.domain.speaking import MAX_ALLOTTED_MS
from hub.domain.vocabulary import QueueMode, SpeechNorms

MAX_SPEECH_S = MAX_ALLOTTED_MS // 1000
MAX_SIGNAL_S = 600  # a warning earlier, or an extension longer than ten minutes, is another norm

USUAL = SpeechNorms()


def read_norms(table: TomlTable, citation: str, *, verified: bool) -> SpeechNorms:
    """The norms in `table`; `citation` and `verified` are the pack's."""
    table.only(
        "presentation", "first", "second", "debate", "question", "answer", "order",
        "warning", "extension", "mode", "citation",
    )  # fmt: skip
    return SpeechNorms(
        presentation_ms=_milliseconds(table, "presentation", USUAL.presentation_ms),
        contribution_ms=_milliseconds(table, "first", USUAL.contribution_ms),
        again_ms=_milliseconds(table, "second", USUAL.again_ms),
        debate_ms=_milliseconds(table, "debate", USUAL.debate_ms),
        question_ms=_milliseconds(table, "question", USUAL.question_ms),
        answer_ms=_milliseconds(table, "answer", USUAL.answer_ms),
        order_ms=_milliseconds(table, "order", USUAL.order_ms),
        warning_ms=_milliseconds(table, "warning", USUAL.warning_ms, most=MAX_SIGNAL_S),
        extension_ms=_milliseconds(table, "extension", USUAL.extension_ms, most=MAX_SIGNAL_S),
        mode=table.choice("mode", QueueMode, USUAL.mode),
        citation=table.text("citation", default=citation),
        verified=verified,
    )


def _milliseconds(table: TomlTable, key: str, usual_ms: int, most: int = MAX_SPEECH_S) -> int:
    return table.integer(key, 10, most, usual_ms // 1000) * 1000
