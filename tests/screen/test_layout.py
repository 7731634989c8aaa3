"""Every state of every screen: nothing cut off, nothing too small to touch, in all looks."""

from __future__ import annotations

import pytest

from tests.screen import samples, samples_console, samples_hall, samples_reader, samples_votes
from tests.screen.measures import beyond_the_edge, cut_off, small_targets

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

SMALL = (
    samples.seat_screens()
    | samples_votes.seat_screens()
    | samples_reader.seat_screens()
    | samples_hall.seat_screens()
    | samples.chair_screens()
    | samples_votes.chair_screens()
    | samples_console.chair_screens()
)
RISEN = samples_console.RISEN
SMALL |= {name: SMALL[under] for name, (under, _) in RISEN.items()}
TOUCHES = (
    samples_reader.TOUCHES
    | samples_hall.TOUCHES
    | {name: touched for name, (_, touched) in RISEN.items()}
)
WALL = samples.wall_screens() | samples_votes.wall_screens() | samples_hall.wall_screens()


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("percent", [100, 150])
async def test_no_text_is_cut_off_at_any_text_size(small, name, percent):
    from ui.theme import Theme

    small.look(Theme(text_percent=percent))
    await no_fault_of(small, SMALL[name], TOUCHES.get(name, ()), f"{name}-{percent}")


@pytest.mark.parametrize("name", SMALL)
async def test_english_fits_too(small, name):
    from ui.theme import Theme
    from ui.wording import Language

    small.look(Theme(), Language.ENGLISH)
    await no_fault_of(small, SMALL[name], TOUCHES.get(name, ()))


@pytest.mark.parametrize("name", WALL)
@pytest.mark.parametrize("percent", [100, 150])
async def test_no_text_is_cut_off_on_the_wall(wall, name, percent):
    from ui.theme import Theme

    wall.look(Theme(text_percent=percent))
    await no_fault_of(wall, WALL[name], picture=f"{name}-{percent}")


async def no_fault_of(stage, screen, touches=(), picture=""):
    stage.bridge.show(screen)
    await stage.bridge.settle()
    try:
        for touched in touches:
            await stage.bridge.touch(touched)
        if picture:
            await stage.picture(picture)
        assert cut_off(stage.bridge.root) == []
        assert beyond_the_edge(stage.bridge.root) == []
        assert small_targets(stage.bridge.root, stage.bridge.names()) == []
    finally:
        if touches:
            stage.begin_anew()
