"""Draws `docs/states.md` from the transition tables: `python -m tests.architecture.states_page`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from hub.domain import agenda, poll, session, speaking
from hub.domain.poll import PollStage
from hub.domain.session import Phase
from hub.domain.speaking import Floor
from hub.domain.vocabulary import Stage

PAGE = Path(__file__).resolve().parents[2] / "docs" / "states.md"
Table = Mapping[tuple[StrEnum, str], StrEnum | tuple[StrEnum, ...]]

HEAD = """# States

Drawn from the tables in `hub/domain/session.py`, `agenda.py`, `speaking.py` and `poll.py` by `python -m \
tests.architecture.states_page`; a test fails when this page is stale. An arrow is a command that the hub \
accepts in that state. Any other is refused with a code and changes nothing.
"""
SESSION_REMARK = (
    "The session opens with quorum and closes over nothing open. A break begins while no poll is *open*, and "
    "stops the clocks of item and speech."
)
ITEM_REMARK = (
    "At most one item is *presenting*, *discussing*, *voting* or *concluding*: the active one. A *paused* "
    "item goes on in the stage it was paused in. *AnnouncePoll* passes the items of a package that was "
    "carried, for good; what the chair passed can be restored."
)
SPEAKER_REMARK = (
    "One person has the floor at a time; in the mode *fifo* the first of the queue is given it as soon as it "
    "is free and the item is being discussed. *TakeItem* begins the presentation, *StartDiscussion* ends it; "
    "other steps of the item and the opening of a poll end any speech, *SignOut* that of whoever leaves. "
    "*ResumeSession* resumes what the break paused."
)
POLL_REMARK = (
    "At most one poll is *open*, *paused* or *closed*; it keeps its item *voting*. Most polls are *ready* "
    "from the start. *SupersedePoll* is no command: announcing a re-vote does it."
)
PARTS: tuple[tuple[str, str, StrEnum, Table], ...] = (
    ("Session (phiên họp)", SESSION_REMARK, Phase.CONVENED, session.TRANSITIONS),
    ("Agenda item (nội dung)", ITEM_REMARK, Stage.PLANNED, agenda.TRANSITIONS),
    ("Speaker (người phát biểu)", SPEAKER_REMARK, Floor.IDLE, speaking.TRANSITIONS),
    ("Poll (biểu quyết)", POLL_REMARK, PollStage.DRAFTED, poll.TRANSITIONS),
)


def page() -> str:
    """The whole page."""
    parts = (
        f"## {title}\n\n{remark}\n\n{diagram(first, table)}"
        for title, remark, first, table in PARTS
    )
    return "\n".join((HEAD, *parts))


def moves(table: Table) -> list[tuple[StrEnum, str, StrEnum]]:
    """Every arrow: from where, by what command, to where."""
    return [
        (stage, command, reached)
        for (stage, command), after in table.items()
        for reached in (after if isinstance(after, tuple) else (after,))
    ]


def diagram(first: StrEnum, table: Table) -> str:
    """One state diagram; commands between the same two states share an arrow."""
    arrows: dict[tuple[StrEnum, StrEnum], list[str]] = {}
    for stage, command, after in moves(table):
        arrows.setdefault((stage, after), []).append(command)
    ends = sorted({after for _, after in arrows} - {stage for stage, _ in arrows})
    lines = [
        f"    [*] --> {first}",
        *(f"    {a} --> {b}: {', '.join(names)}" for (a, b), names in arrows.items()),
        *(f"    {end} --> [*]" for end in ends),
    ]
    return "\n".join(("```mermaid", "stateDiagram-v2", *lines, "```", ""))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
