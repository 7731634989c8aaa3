"""The tasks of a conclusion in pieces: who leads, who co-operates, until when."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from device.screens import TaskChip


class TaskPart(Struct, frozen=True):
    """A piece of a task; `word` is a key of the wording."""

    task: int  # which one, from 0
    word: str
    text: str


def task_parts(tasks: Sequence[TaskChip]) -> tuple[TaskPart, ...]:
    """Piece by piece in the order they are read; what is not said is left out."""
    parts = []
    for number, task in enumerate(tasks):
        parts.append(TaskPart(number, "piece-lead", task.lead))
        if task.support:
            parts.append(TaskPart(number, "piece-support", ", ".join(task.support)))
        if task.due:
            parts.append(TaskPart(number, "piece-due", task.due))
    return tuple(parts)
