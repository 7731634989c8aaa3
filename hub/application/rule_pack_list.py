"""The rule packs of a hub as a technician sees them: valid when, on which basis, or what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hub.application.folder_wording import Language, describe
from hub.application.rule_pack import RulePack
from hub.application.rule_packs import PackFile
from protocol.canonical import Json

_STATES = {
    "in-force": ("đang có hiệu lực", "in force"),
    "not-yet": ("chưa có hiệu lực", "not yet in force"),
    "expired": ("hết hiệu lực", "no longer in force"),
    "unusable": ("không dùng được", "unusable"),
}
_CHECKED = {True: ("đã đối chiếu", "checked"), False: ("chưa đối chiếu", "unchecked")}


def pack_lines(packs: Iterable[PackFile], on: date, language: Language) -> Iterator[str]:
    """Tab-separated: id, state on the day `on`, from, to, checked or not, name, citation, file.

    A file that cannot be used has its state and path, and below it what is wrong.
    """
    index = 0 if language == "vi" else 1
    for found in packs:
        pack = found.pack
        if pack is None:
            yield "\t".join(("-", _STATES["unusable"][index], str(found.path)))
            yield from (f"  {describe(problem, language)}" for problem in found.problems)
            continue
        yield "\t".join(
            (
                pack.id,
                _STATES[_state(pack, on)][index],
                pack.valid_from.isoformat(),
                pack.valid_to.isoformat() if pack.valid_to else "-",
                _CHECKED[pack.verified][index],
                pack.name,
                pack.citation,
                str(found.path),
            )
        )


def pack_json(packs: Iterable[PackFile], on: date, language: Language) -> Json:
    """The same as values; a file that cannot be used has `state`, `file` and `problems` alone."""
    return [_json(found, on, language) for found in packs]


def _json(found: PackFile, on: date, language: Language) -> Json:
    pack = found.pack
    if pack is None:
        problems: list[Json] = [
            {"code": each.code, "line": each.line, "sentence": describe(each, language)}
            for each in found.problems
        ]
        return {"file": str(found.path), "state": "unusable", "problems": problems}
    return {
        "file": str(found.path),
        "state": _state(pack, on),
        "id": pack.id,
        "name": pack.name,
        "citation": pack.citation,
        "valid_from": pack.valid_from.isoformat(),
        "valid_to": pack.valid_to.isoformat() if pack.valid_to else None,
        "verified": pack.verified,
        "problems": [],
    }


def _state(pack: RulePack, on: date) -> str:
    if pack.valid_on(on):
        return "in-force"
    return "not-yet" if on < pack.valid_from else "expired"
