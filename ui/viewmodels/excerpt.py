"""The beginning of a text that is too long for the wall, where nobody can scroll."""

from __future__ import annotations

MOST_ON_THE_WALL = 700  # characters that fill the wall's card at the smallest readable size
MOST_BESIDE_TASKS = 420  # the card is narrower then


def excerpt(text: str, most: int = MOST_ON_THE_WALL) -> tuple[str, bool]:
    """The text, or whole words of its beginning and "…"; and whether it is whole."""
    if len(text) <= most:
        return text, True
    return f"{text[:most].rsplit(None, 1)[0]} …", False
