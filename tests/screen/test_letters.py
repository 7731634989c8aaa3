"""Text: one picture for all who say the same, tinted where it is shown."""

from __future__ import annotations

import pytest

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

RED, GREY = (1, 0, 0, 1), (0.5, 0.5, 0.5, 1)


async def made(stage, **options):
    from ui.theme import font_file
    from ui.widgets.letters import Letters

    letters = Letters(**({"font_name": font_file(400), "font_size": 20} | options))
    await stage.pass_time(0)
    return letters


def picture(letters):
    return letters.canvas.children[-1].texture


def tint(letters):
    return tuple(letters.canvas.children[0].rgba)


async def test_equal_words_share_a_picture_and_other_looks_have_another(small):
    one, same = await made(small, text="Tán thành"), await made(small, text="Tán thành")
    other = await made(small, text="Tán thành", font_size=30)
    assert picture(one) is picture(same)
    assert picture(other) is not picture(one)
    assert other.texture_size[1] > one.texture_size[1] > 0


async def test_a_long_text_is_not_kept(small):
    text = "Căn cứ Luật Tổ chức chính quyền địa phương " * 4
    one, same = await made(small, text=text), await made(small, text=text)
    assert picture(one) is not picture(same)


async def test_another_colour_sets_no_text_anew(small):
    letters = await made(small, text="Đạt")
    before = picture(letters)
    letters.color = RED
    await small.pass_time(0)
    assert tint(letters) == RED
    assert picture(letters) is before


async def test_disabled_text_fades_only_if_it_was_told_how(small):
    plain = await made(small, text="Đạt", color=RED, disabled=True)
    fading = await made(small, text="Đạt", color=RED, disabled_color=GREY)
    assert (tint(plain), tint(fading)) == (RED, RED)
    fading.disabled = True
    assert tint(fading) == GREY
    fading.disabled = False
    assert tint(fading) == RED


async def test_an_empty_text_takes_no_room_and_leaves_nothing_behind(small):
    letters = await made(small, text="Đạt")
    letters.text = ""
    await small.pass_time(0)
    assert tuple(letters.texture_size) == (0, 0)
    assert tuple(letters.canvas.children[-1].size) == (0, 0)


async def test_what_is_asked_twice_is_set_once_before_the_frame(small, monkeypatch):
    from ui.widgets import letters as module

    letters = await made(small, text="Đạt")
    asked = []
    monkeypatch.setattr(module, "picture_of", lambda text, *_, **__: asked.append(text))
    letters.text, letters.font_size, letters.halign = "Không đạt", 30, "center"
    await small.pass_time(0)
    assert asked == ["Không đạt"]
