"""Speaking: kinds of speech, the order of the queue, and the norms that time it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class SpeechKind(StrEnum):
    """Trình bày, phát biểu, tranh luận, chất vấn, trả lời, phát biểu về trình tự.

    A presentation begins with its item and nobody asks for it. A point of order goes before all others.
    """

    PRESENTATION = "presentation"
    CONTRIBUTION = "contribution"
    DEBATE = "debate"
    QUESTION = "question"
    ANSWER = "answer"
    ORDER = "order"


class QueueMode(StrEnum):
    """Who speaks next.

    CHAIR: whom the chair calls. FIFO: the first who asked, as soon as nobody speaks. GROUPS: groups in
    turn, the first who asked of each; the chair calls.
    """

    CHAIR = "chair"
    FIFO = "fifo"
    GROUPS = "groups"


class Group(Struct, frozen=True):
    """A group of members (tổ, đoàn), as printed; `budget_ms` is its speaking time, or no limit."""

    group: str
    label: str
    budget_ms: int | None = None


class SpeechNorms(Struct, frozen=True):
    """How long speeches may take, from the body's rule pack. The chair is never timed.

    `again_ms` is for a person's second and later contributions to the same item; `warning_ms` before the
    end the clock warns; `extension_ms` is what one touch adds.
    """

    presentation_ms: int = 600_000
    contribution_ms: int = 420_000
    again_ms: int = 180_000
    debate_ms: int = 180_000
    question_ms: int = 60_000
    answer_ms: int = 180_000
    order_ms: int = 60_000
    warning_ms: int = 60_000
    extension_ms: int = 60_000
    mode: QueueMode = QueueMode.CHAIR
    citation: str = ""
    verified: bool = False


class Registration(Struct, frozen=True):
    """Somebody who asked before the session to speak on an item."""

    person: str
    kind: SpeechKind = SpeechKind.CONTRIBUTION
