"""Who looked at every page of a scanned paper, as a meeting folder says: `seen_by = ["…", "…"]`."""

from __future__ import annotations

import unicodedata

from hub.application.intake import WITNESSES
from hub.application.toml_table import MAX_TEXT, TomlTable

MAX_WITNESSES = 10


def read_witnesses(table: TomlTable) -> tuple[str, ...]:
    """The names given, none if the key is absent; fewer than two different ones are a problem."""
    value = table.values.get("seen_by")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        table.wrong("wrong-type", "seen_by", expected="names")
        return ()
    names = [" ".join(unicodedata.normalize("NFC", name).split()) for name in value]
    if len(names) > MAX_WITNESSES:
        table.wrong("too-many", "seen_by", most=MAX_WITNESSES)
    elif any(len(name) > MAX_TEXT for name in names):
        table.wrong("text-too-long", "seen_by", longest=MAX_TEXT)
    elif len({name.casefold() for name in names} - {""}) < WITNESSES:
        table.wrong("witnesses-missing", "seen_by", least=WITNESSES)
    return tuple(names[:MAX_WITNESSES])
