"""Draws `docs/states.md` from the transition tables: `python -m tests.architecture.states_page`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from hub.domain import agenda, poll, session
from hub.domain.poll import PollStage
from hub.domain.session import Phase
from hub.domain.vocabulary import Stage

PAGE = Path(__file__).resolve().parents[2] / "docs" / "states.md"
Table = Mapping[tuple[StrEnum, str], StrEnum]

HEAD = """# States

Drawn from the tables in `hub/domain/session.py`, `agenda.py` and `poll.py` by `python -m \
tests.architecture.states_page`; a test fails when this page is stale. An arrow is a command that the hub \
accepts in that state. Any other is refused with a code and changes nothing.
"""
POLL_REMARK = (
    "At most one poll is *open*, *paused* or *closed*; it keeps its item *voting*. Most polls are *ready* "
    "from the start. *SupersedePoll* is no command: announcing a re-vote does it."
)
PARTS: tuple[tuple[str, str, StrEnum, Table], ...] = (
    ("Session (phiên họp)", "The session opens with quorum and closes over nothing open.",
     Phase.CONVENED, session.TRANSITIONS),
    ("Agenda item (nội dung)", "At most one item is between *planned* and *concluded*.",
     Stage.PLANNED, agenda.TRANSITIONS),
    ("Poll (biểu quyết)", POLL_REMARK, PollStage.DRAFTED, poll.TRANSITIONS),
)  # fmt: skip


def page() -> str:
    """The whole page."""
    parts = (
        f"## {title}\n\n{remark}\n\n{diagram(first, table)}"
        for title, remark, first, table in PARTS
    )
    return "\n".join((HEAD, *parts))


def diagram(first: StrEnum, table: Table) -> str:
    """One state diagram; commands between the same two states share an arrow."""
    arrows: dict[tuple[StrEnum, StrEnum], list[str]] = {}
    for (stage, command), after in table.items():
        arrows.setdefault((stage, after), []).append(command)
    ends = sorted(set(table.values()) - {stage for stage, _ in table})
    lines = [
        f"    [*] --> {first}",
        *(f"    {a} --> {b}: {', '.join(names)}" for (a, b), names in arrows.items()),
        *(f"    {end} --> [*]" for end in ends),
    ]
    return "\n".join(("```mermaid", "stateDiagram-v2", *lines, "```", ""))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
