"""Reading a settings file into a frozen dataclass whose fields say everything about each setting.

A field made by `setting` is one setting; a field whose type is such a dataclass is a TOML table. Every
problem of a file is reported, not only the first. Relative paths count from the file's own folder.
"""

from __future__ import annotations

import tomllib
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from firmware_config.errors import SetupError
from protocol.errors import ProtocolError

T = TypeVar("T")
Check = Callable[[Any], str]  # what is wrong with a value, or an empty text


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a settings file; `key` is dotted, for example `broker.port`."""

    key: str
    reason: str


class ConfigError(SetupError):
    """A settings file that cannot be used, with everything that is wrong with it."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        lines = "; ".join(f"{problem.key}: {problem.reason}" for problem in problems)
        super().__init__("settings-refused", f"{path}: {lines}")
        self.path = path
        self.problems = problems


def setting(
    text: str, default: Any = MISSING, check: Check | None = None, *, secret: bool = False
) -> Any:
    """A dataclass field that is one setting; without `default` it must be given."""
    return field(default=default, metadata={"help": text, "check": check, "secret": secret})


def at_least(low: int, high: int) -> Check:
    """Accept whole numbers from `low` to `high`."""
    return lambda value: "" if low <= value <= high else f"must be from {low} to {high}"


def accepted_by(reader: Callable[[str], object]) -> Check:
    """Accept what one of the protocol's readers accepts."""

    def check(value: str) -> str:
        try:
            reader(value)
        except ProtocolError as error:
            return error.code
        return ""

    return check


def load(kind: type[T], path: Path) -> T:
    """Read `path` as a `kind`, or raise a `ConfigError` that names every problem."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(path, (Problem("file", error.strerror or "unreadable"),)) from error
    except ValueError as error:
        raise ConfigError(path, (Problem("file", str(error)),)) from error
    problems: list[Problem] = []
    values = _read_table(kind, table, "", path.absolute().parent, problems)
    if problems:
        raise ConfigError(path, tuple(problems))
    return cast("T", _build(kind, values))


def refuse_unless(path: Path, problems: Iterator[Problem]) -> None:
    """Raise if `problems`, those between several settings, yields any."""
    found = tuple(problems)
    if found:
        raise ConfigError(path, found)


def described(kind: type, prefix: str = "") -> Iterator[tuple[str, Field[Any], Any]]:
    """Every setting of `kind` as (dotted key, field, type), in the order of the source."""
    hints = get_type_hints(kind)
    for entry in fields(kind):
        key = f"{prefix}{entry.name}"
        if is_dataclass(hints[entry.name]):
            yield from described(hints[entry.name], f"{key}.")
        else:
            yield key, entry, hints[entry.name]


def _build(kind: Any, values: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    built = {
        name: _build(hints[name], value) if is_dataclass(hints[name]) else value
        for name, value in values.items()
    }
    return kind(**built)


def _read_table(
    kind: type, table: Mapping[str, Any], prefix: str, base: Path, problems: list[Problem]
) -> dict[str, Any]:
    hints = get_type_hints(kind)
    unknown = table.keys() - hints.keys()
    problems.extend(Problem(f"{prefix}{key}", "no such setting") for key in sorted(unknown))
    values: dict[str, Any] = {}
    for entry in fields(kind):
        key, hint = f"{prefix}{entry.name}", hints[entry.name]
        given = table.get(entry.name, MISSING)
        if is_dataclass(hint):
            if isinstance(given, dict) or given is MISSING:
                inner = {} if given is MISSING else given
                values[entry.name] = _read_table(hint, inner, f"{key}.", base, problems)  # type: ignore[arg-type]
            else:
                problems.append(Problem(key, "must be a table"))
        elif given is MISSING:
            if entry.default is MISSING:
                problems.append(Problem(key, "is missing"))
            else:
                values[entry.name] = _rooted(entry.default, base)
        else:
            _read_value(entry, hint, given, key, base, problems, values)
    return values


def _read_value(
    entry: Field[Any],
    hint: Any,
    given: Any,
    key: str,
    base: Path,
    problems: list[Problem],
    values: dict[str, Any],
) -> None:
    try:
        value = _converted(hint, given, base)
    except ValueError as error:
        problems.append(Problem(key, str(error)))
        return
    check: Check | None = entry.metadata["check"]
    reason = check(value) if check and value is not None else ""
    if reason:
        problems.append(Problem(key, reason))
    values[entry.name] = value


def _converted(hint: Any, given: Any, base: Path) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(given, list):
            raise ValueError("must be a list")
        return tuple(_converted(get_args(hint)[0], part, base) for part in given)
    kind = getattr(hint, "__supertype__", hint)
    if kind is Path:
        return _rooted(Path(_exactly(str, given)), base)
    if issubclass(kind, StrEnum):
        return _one_of(kind, given)
    return _exactly(kind, given)


def _exactly(kind: type, given: Any) -> Any:
    if type(given) is not kind:
        words = {str: "a text", int: "a whole number", bool: "true or false"}
        raise ValueError(f"must be {words[kind]}")
    return given


def _one_of(kind: type[StrEnum], given: Any) -> StrEnum:
    try:
        return kind(given)
    except ValueError as error:
        raise ValueError(f"must be one of {', '.join(kind)}") from error


def _rooted(value: Any, base: Path) -> Any:
    return base / value if isinstance(value, Path) else value
