"""The one theme: colours, type and measures of every screen, without any Kivy in it.

Sizes are given in the pixels of the reference screens (1280×800 for seat and console, 1920×1080 for
the wall) at normal text size.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

Rgba: TypeAlias = tuple[float, float, float, float]
Weight: TypeAlias = Literal[400, 500, 600, 700]

FONTS = Path(__file__).parent / "fonts"
ICON_FONT = str(FONTS / "MaterialDesignIcons.ttf")
TEXT_SCALES = (100, 125, 150)

_FACES: dict[Weight, str] = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
# Enlarging is for small text: what stands above this size already reads from afar.
_FULLY_SCALED = 20


def font_file(weight: Weight) -> str:
    """Path of the Be Vietnam Pro face of a weight."""
    return str(FONTS / f"BeVietnamPro-{weight}{_FACES[weight]}.ttf")


def paper_font(*, bold: bool) -> str:
    """Path of the serif that papers are read in when they are set anew."""
    return str(FONTS / f"LiberationSerif-{'Bold' if bold else 'Regular'}.ttf")


def rgba(hex_color: str, alpha: float = 1.0) -> Rgba:
    """Turn "#RRGGBB" into floats from 0 to 1."""
    red, green, blue = bytes.fromhex(hex_color.removeprefix("#"))
    return red / 255, green / 255, blue / 255, alpha


class Palette(Struct, frozen=True):
    """Colour tokens. Vote colours are for votes only; gold for header line and seal only."""

    header: Rgba
    header_chip: Rgba
    header_panel: Rgba
    on_header: Rgba
    on_header_2: Rgba
    gold: Rgba
    ground: Rgba
    card: Rgba
    card_edge: Rgba
    sunk: Rgba
    page: Rgba
    on_page: Rgba
    ink: Rgba
    mute: Rgba
    line: Rgba
    border: Rgba
    accent: Rgba
    on_accent: Rgba
    on_accent_2: Rgba
    accent_soft: Rgba
    accent_halo: Rgba
    idle: Rgba
    on_idle: Rgba
    warn: Rgba
    on_warn: Rgba
    warn_soft: Rgba
    warn_line: Rgba
    alarm: Rgba
    vote_for: Rgba
    vote_against: Rgba
    vote_abstain: Rgba
    vote_for_edge: Rgba
    vote_against_edge: Rgba
    vote_abstain_edge: Rgba
    on_vote: Rgba
    no_vote: Rgba
    shadow: Rgba
    mark: Rgba
    mark_current: Rgba
    on_mark: Rgba
    notes: Mapping[str, Rgba]
    pens: Mapping[str, Rgba]
    dark: bool


LIGHT = Palette(
    header=rgba("#0F2F4A"),
    header_chip=rgba("#2A475F"),
    header_panel=rgba("#1D3F5D"),
    on_header=rgba("#FFFFFF"),
    on_header_2=rgba("#C7D9E8"),
    gold=rgba("#D9A441"),
    ground=rgba("#EEF2F6"),
    card=rgba("#FFFFFF"),
    card_edge=rgba("#FFFFFF", 0),
    sunk=rgba("#E3E8EE"),
    page=rgba("#FFFFFF"),
    on_page=rgba("#111111"),
    ink=rgba("#16222E"),
    mute=rgba("#516273"),
    line=rgba("#DCE3EA"),
    border=rgba("#8294A4"),
    accent=rgba("#1560A8"),
    on_accent=rgba("#FFFFFF"),
    on_accent_2=rgba("#DCEBF9"),
    accent_soft=rgba("#E4EFF9"),
    accent_halo=rgba("#BBD6EE"),
    idle=rgba("#D5DDE5"),
    on_idle=rgba("#4A5A69"),
    warn=rgba("#8A4B00"),
    on_warn=rgba("#FFFFFF"),
    warn_soft=rgba("#FFF0D6"),
    warn_line=rgba("#B36A00"),
    alarm=rgba("#8A4B00"),
    vote_for=rgba("#17804F"),
    vote_against=rgba("#C0352B"),
    vote_abstain=rgba("#4E5F70"),
    vote_for_edge=rgba("#17804F"),
    vote_against_edge=rgba("#C0352B"),
    vote_abstain_edge=rgba("#4E5F70"),
    on_vote=rgba("#FFFFFF"),
    no_vote=rgba("#8294A4"),
    shadow=rgba("#122940", 0.16),
    mark=rgba("#FFE58A"),
    mark_current=rgba("#FFC21A"),
    on_mark=rgba("#111111"),
    notes={"yellow": rgba("#FFE58A"), "green": rgba("#BFEBC9"), "blue": rgba("#BFE0FB")},
    pens={"yellow": rgba("#B36A00"), "green": rgba("#1B7A45"), "blue": rgba("#1560A8")},
    dark=False,
)

DARK = Palette(
    header=rgba("#06101A"),
    header_chip=rgba("#1B3146"),
    header_panel=rgba("#142433"),
    on_header=rgba("#FFFFFF"),
    on_header_2=rgba("#C7D9E8"),
    gold=rgba("#D9A441"),
    ground=rgba("#0C1722"),
    card=rgba("#142433"),
    card_edge=rgba("#23384B"),
    sunk=rgba("#0A131C"),
    page=rgba("#1A2836"),
    on_page=rgba("#EAF1F7"),
    ink=rgba("#F4F8FB"),
    mute=rgba("#B3C2D0"),
    line=rgba("#2C4256"),
    border=rgba("#6E889F"),
    accent=rgba("#7CC0FF"),
    on_accent=rgba("#06101A"),
    on_accent_2=rgba("#12283D"),
    accent_soft=rgba("#1B3A57"),
    accent_halo=rgba("#2F5E8C"),
    idle=rgba("#23384B"),
    on_idle=rgba("#B3C2D0"),
    warn=rgba("#FFC46B"),
    on_warn=rgba("#06101A"),
    warn_soft=rgba("#3D2B0C"),
    warn_line=rgba("#FFB84D"),
    alarm=rgba("#8A4B00"),
    vote_for=rgba("#17804F"),
    vote_against=rgba("#C0352B"),
    vote_abstain=rgba("#4E5F70"),
    vote_for_edge=rgba("#5FD39B"),
    vote_against_edge=rgba("#FF9A8F"),
    vote_abstain_edge=rgba("#C3D0DC"),
    on_vote=rgba("#FFFFFF"),
    no_vote=rgba("#6E889F"),
    shadow=rgba("#000000", 0),
    mark=rgba("#FFD84D"),
    mark_current=rgba("#FFC21A"),
    on_mark=rgba("#111111"),
    notes={"yellow": rgba("#FFD84D"), "green": rgba("#8FDDA4"), "blue": rgba("#8CC8FF")},
    pens={"yellow": rgba("#FFB84D"), "green": rgba("#5FD39B"), "blue": rgba("#7CC0FF")},
    dark=True,
)


class Theme(Struct, frozen=True):
    """A palette and a text scale in percent (100, 125 or 150)."""

    palette: Palette = LIGHT
    text_percent: int = 100

    def px(self, size: float) -> int:
        """Font size in pixels for a reference size: small text grows most."""
        extra = min(size, _FULLY_SCALED) * (self.text_percent - 100) / 100
        return round(size + extra)

    def tall(self, measure: float) -> int:
        """Height of something that holds text: grows by half of the text's growth."""
        return round(measure * (1 + (self.text_percent - 100) / 200))
