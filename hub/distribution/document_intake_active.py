"""Active content of a PDF: what acts by itself, carries other files or talks to other machines.

Every object of the file is searched, so that nothing hides in a page nobody opens; an object with a
suspect name is read, pruned at any depth and written back. Links inside the paper and to web addresses
stay: they are inert on a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Document: TypeAlias = Any  # a pymupdf document; the library's own annotations are partial
Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""A PDF object as read: names, numbers, strings and references stay text."""

ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch-action",
    "/SubmitForm": "form-submission",
    "/ImportData": "form-submission",
    "/GoToR": "outside-file",
    "/GoToE": "outside-file",
    "/Rendition": "media",
    "/RichMediaExecute": "media",
    "/Movie": "media",
    "/Sound": "media",
}
"""Types of actions (`/S`) that are removed, and what they are reported as."""

KEYS = {
    "/AA": "automatic-action",
    "/JavaScript": "javascript",
    "/JS": "javascript",
    "/EmbeddedFiles": "embedded-file",
    "/EF": "embedded-file",
    "/AF": "embedded-file",
    "/XFA": "form-script",
    "/RichMediaContent": "media",
    "/RichMediaSettings": "media",
}
"""Keys that are removed with all they hold, and what they are reported as."""

_SUSPECT = re.compile(rf"(?:{'|'.join(sorted(ACTIONS | KEYS))})(?![A-Za-z0-9])")
_PIECE = re.compile(
    r"<<|>>|\[|\]|/[^\s()<>\[\]{}/%]*|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|\d+ \d+ R\b"
    r"|[^\s()<>\[\]/]+",
    re.DOTALL,
)


def strip(document: Document) -> frozenset[str]:
    """Remove all active content from the open document; returns the kinds found.

    Raises ValueError if an object that may be active cannot be understood.
    """
    found: set[str] = set()
    for xref in range(1, document.xref_length()):
        text = document.xref_object(xref, compressed=True)
        if _SUSPECT.search(text):
            pruned = _pruned(parse(text), found)
            document.update_object(xref, write("null" if pruned is None else pruned))
    return frozenset(found)


def parse(text: str) -> Value:
    """Read one object as the library writes it."""
    if _PIECE.sub("", text).strip():
        raise ValueError("an object is not understood")
    try:
        return _value(iter(_PIECE.findall(text)))
    except (StopIteration, RecursionError) as error:
        raise ValueError("an object is not understood") from error


def write(value: Value) -> str:
    """The text of an object."""
    if isinstance(value, dict):
        return f"<<{' '.join(f'{key} {write(entry)}' for key, entry in value.items())}>>"
    if isinstance(value, list):
        return f"[{' '.join(write(entry) for entry in value)}]"
    return value


def _value(pieces: Iterator[str]) -> Value:
    piece = next(pieces)
    if piece == "<<":
        entries: dict[str, Value] = {}
        while (key := next(pieces)) != ">>":
            entries[key] = _value(pieces)
        return entries
    if piece == "[":
        elements: list[Value] = []
        while (element := _value(pieces)) != "]":
            elements.append(element)
        return elements
    return piece


def _pruned(value: Value, found: set[str]) -> Value | None:
    """What may stay of `value`; None for an action that may not."""
    if isinstance(value, list):
        # an element keeps its place: name trees pair their elements
        return ["null" if (kept := _pruned(entry, found)) is None else kept for entry in value]
    if not isinstance(value, dict):
        return value
    if kind := ACTIONS.get(str(value.get("/S"))):
        found.add(kind)
        return None
    found.update(KEYS[key] for key, entry in value.items() if key in KEYS and entry != "null")
    entries = {key: _pruned(entry, found) for key, entry in value.items() if key not in KEYS}
    return {key: entry for key, entry in entries.items() if entry is not None}
