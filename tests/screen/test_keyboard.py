"""The keyboard on the screen, by touches: Vietnamese comes out, and the room it took is given back."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device import intents as i
from tests.screen import samples, samples_votes
from tests.screen.measures import beyond_the_edge, cut_off, small_targets

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

CHAIRS = samples.chair_screens() | samples_votes.chair_screens()
SEATS = samples_votes.seat_screens()


async def typed(stage: Any, text: str) -> None:
    for char in text:
        await stage.bridge.touch("key-space" if char == " " else f"key-{char}")


def field_of(stage: Any, name: str) -> Any:
    return next(w for w in stage.bridge.root.walk() if getattr(w, "stable_name", "") == name)


def key_names(stage: Any) -> list[str]:
    return [name for name in stage.bridge.names() if name.startswith("key")]


async def writing(stage: Any) -> Any:
    stage.bridge.show(CHAIRS["chair-running"])
    await stage.touch("edit-conclusion", "conclusion-text")
    field = field_of(stage, "conclusion-text")
    field.select_all()
    field.delete_selection()
    return field


async def test_telex_keys_write_vietnamese(stage: Any) -> None:
    field = await writing(stage)
    await typed(stage, "bieeru quyeest")
    assert field.text == "biểu quyết"
    assert await stage.touch("save-conclusion") == [
        i.DraftConclusion("item-3", "biểu quyết"),
        i.SaveDraft("item-3"),
    ]


async def test_vni_is_a_switch_away_and_has_its_digits(stage: Any) -> None:
    field = await writing(stage)
    assert "key-6" not in stage.bridge.names()
    await stage.touch("key-method")
    await typed(stage, "bie6u3 quye6t1")
    assert field.text == "biểu quyết"


async def test_english_leaves_letters_as_they_are(stage: Any) -> None:
    field = await writing(stage)
    await stage.touch("key-method", "key-method")
    await typed(stage, "bieeru")
    assert field.text == "bieeru"
    await stage.touch("key-method")


async def test_shift_backspace_undo_and_symbols(stage: Any) -> None:
    field = await writing(stage)
    await stage.touch("key-shift")
    await typed(stage, "vieejt")
    assert field.text == "Việt"
    await stage.touch("key-undo")
    assert field.text == "Vieejt"
    await stage.touch("key-undo", "key-space", "key-symbols")
    await typed(stage, "7%")
    await stage.touch("key-backspace")
    assert field.text == "Việt 7"


async def test_a_key_goes_in_where_the_cursor_stands(stage: Any) -> None:
    field = await writing(stage)
    await typed(stage, "ban")
    await stage.touch("key-left", "key-left", "key-r")
    assert field.text == "bran"


async def test_a_keyboard_on_the_desk_writes_through_the_same_editor(stage: Any) -> None:
    field = await writing(stage)
    for char in "bieeru quyeest":
        field.insert_text(char)
    assert field.text == "biểu quyết"
    field.do_backspace()
    assert field.text == "biểu quyế"


async def test_closing_the_keyboard_returns_the_space(stage: Any) -> None:
    await writing(stage)
    screen = stage.bridge.root.children[-1]  # beneath the keyboard
    assert screen.y > 200
    await stage.touch("keyboard-close")
    assert screen.y == 0
    assert key_names(stage) == []


async def test_the_keyboard_goes_with_the_sheet_it_wrote_into(stage: Any) -> None:
    await writing(stage)
    stage.bridge.show(replace(CHAIRS["chair-running"], item=None, closed=True))
    await stage.bridge.settle()
    assert key_names(stage) == []


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize(
    ("screen", "touches"),
    [
        ("chair-running", ("edit-conclusion", "conclusion-text")),
        ("chair-ask", ("vote", "question-text")),
        ("chair-voidable", ("others", "step:propose-void", "void-reason-text")),
        ("desk-correction", ("reason-text",)),
    ],
)
async def test_everything_fits_above_the_keyboard(
    small: Any, screen: str, touches: tuple[str, ...], percent: int
) -> None:
    from ui.theme import Theme

    small.look()
    small.look(Theme(text_percent=percent))
    small.bridge.show((CHAIRS | SEATS)[screen])
    await small.touch(*touches)
    await small.picture(f"keyboard-{screen}-{percent}")
    root = small.bridge.root
    assert cut_off(root) == []
    assert beyond_the_edge(root) == []
    assert small_targets(root, small.bridge.names()) == []
    small.look()
