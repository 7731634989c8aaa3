"""The reference of all settings, written from the schema: `python -m firmware_config.reference FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import MISSING
from enum import EnumMeta
from pathlib import Path
from typing import Any, get_args

from firmware_config.schema import HubConfig, TerminalConfig
from firmware_config.settings import described

_HEAD = """\
# Settings

Written from `firmware_config/schema.py`; run `python -m firmware_config.reference docs/settings.md` after
a change there. Settings files are TOML; a dotted key `broker.port` is `port` in the table `[broker]`.
Relative paths count from the folder of the settings file. Unknown keys are refused.
"""


def settings_page() -> str:
    """The text of `docs/settings.md`."""
    return "\n".join(
        (_HEAD, *_section("hub.toml", HubConfig), *_section("terminal.toml", TerminalConfig))
    )


def _section(title: str, kind: type) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"{kind.__doc__}\n"
    yield "| key | kind | default | meaning |"
    yield "|---|---|---|---|"
    for key, entry, hint in described(kind):
        secret = " (secret)" if entry.metadata["secret"] else ""
        yield f"| `{key}` | {_kind(hint)} | {_default(entry.default)} | {entry.metadata['help']}{secret} |"
    yield ""


def _kind(hint: Any) -> str:
    inner = next((part for part in get_args(hint) if part is not type(None)), hint)
    if isinstance(inner, EnumMeta):
        return " or ".join(f"`{member.value}`" for member in inner)  # type: ignore[var-annotated]
    plain = getattr(inner, "__supertype__", inner)
    word = {str: "text", int: "number", bool: "true or false", Path: "path"}[plain]
    return f"list of {word}s" if getattr(hint, "__origin__", None) is tuple else word


def _default(value: Any) -> str:
    if value is MISSING:
        return "required"
    if value is None or value == ():
        return "–"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(settings_page(), encoding="utf-8")
