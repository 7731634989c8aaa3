"""Rule packs: law as dated data, one TOML file each (`rule_pack`) in directories of them.

A technician adds one without touching code. Several files may share an id for different times; a body's
pack is the one valid on the day of the meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from hub.application.rule_pack import RulePack, RulePackError, read_pack
from hub.application.toml_table import (
    MAX_TOML_BYTES,
    FolderProblem,
    ProblemsError,
    TomlTable,
    read_toml,
)

STANDARD_PACKS = Path(__file__).parent.parent / "rule_packs"


class PackFile(Struct, frozen=True):
    """A pack file as found: the pack, or why it cannot be used."""

    path: Path
    pack: RulePack | None
    problems: tuple[FolderProblem, ...] = ()


def find_pack(pack_id: str, directories: Sequence[Path], on: date) -> RulePack:
    """The pack `pack_id` in force on the day `on`; an earlier directory wins over a later one.

    A wrong value in the pack of another body does not stand in the way; a file that is not TOML does,
    since nobody can tell whose it was.
    """
    others: list[RulePack] = []
    for path in _pack_files(directories):
        table = _open(path)
        if table.values.get("id") != pack_id:
            continue
        pack = read_pack(table)
        if pack.valid_on(on):
            return pack
        others.append(pack)
    code = "rule-pack-not-in-force" if others else "unknown-rule-pack"
    facts: dict[str, str | int] = {"id": pack_id[:80], "on": on.isoformat()}
    raise RulePackError((FolderProblem(code, "", 0, facts),))


def load_pack(path: Path) -> RulePack:
    """Read one pack file; raises `RulePackError` with everything wrong in it."""
    return read_pack(_open(path))


def list_packs(directories: Sequence[Path]) -> tuple[PackFile, ...]:
    """Every pack file, in the order in which they are searched, usable or not."""
    return tuple(_listed(path) for path in _pack_files(directories))


def _listed(path: Path) -> PackFile:
    try:
        return PackFile(path, load_pack(path))
    except RulePackError as error:
        return PackFile(path, None, error.problems)


def _pack_files(directories: Sequence[Path]) -> list[Path]:
    return [path for directory in directories for path in sorted(directory.glob("*.toml"))]


def _open(path: Path) -> TomlTable:
    with path.open("rb") as file:
        data = file.read(MAX_TOML_BYTES + 1)
    if len(data) > MAX_TOML_BYTES:
        raise RulePackError((FolderProblem("file-too-large", path.name, 1, {"key": ""}),))
    try:
        return read_toml(data, path.name)
    except ProblemsError as error:
        raise RulePackError(error.problems) from error
