"""The drawings and the words about states are those of the tables."""

from __future__ import annotations

from types import ModuleType

import pytest

from hub.domain import agenda, poll, session, speaking
from tests.architecture.states_page import PAGE, PARTS, moves, page


def test_the_page_is_drawn_from_the_tables_as_they_are() -> None:
    """Stale? `python -m tests.architecture.states_page` draws it again."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_state_can_be_reached_and_is_drawn() -> None:
    for _, _, first, table in PARTS:
        reached = {first}
        for _ in table:
            reached |= {after for stage, _, after in moves(table) if stage in reached}
        assert reached == set(type(first))


@pytest.mark.parametrize("module", [session, agenda, speaking, poll])
def test_the_table_in_the_docstring_is_the_one_that_rules(module: ModuleType) -> None:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (module.__doc__ or "").splitlines()
        if line.startswith("|") and not line.startswith("|--")
    ]
    told = {
        (stage, command, stage if after == "as it was" else after)
        for row in rows[1:]
        for stage in row[0].split(", ")
        for command in row[1].split(", ")
        for after in row[-1].split(", ")
    }
    assert told == set(moves(module.TRANSITIONS))
