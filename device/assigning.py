"""Tasks read from the text of a conclusion (giao việc), as the console proposes them.

A task begins with an agency of the session that is told to do it, longest name first, accents exact, case
aside:

    giao [cho] <lead>[ chủ trì][, phối hợp [với] <a>, <b> và <c>] <task>[, trước ngày 05/12/2026]
    <lead> chủ trì[, phối hợp …] <task>[, trước ngày …]

It ends with its sentence, or where the next one begins. The first agency named leads (each task has exactly
one lead: Nghị định 39/2022/NĐ-CP), all others co-operate. A date that does not exist is left in the text.
Nothing is guessed: where no agency of the session follows, there is no task.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice

from device.screens import TaskChip
from protocol.messages import TaskState

MAX_TEXT = 4_000  # what the record takes of a conclusion
MAX_TASKS = 20  # what the record takes of one conclusion
MAX_SUPPORT = 20
MAX_WORDS = 500  # letters of a task or of a name in the record

_TITLE = (
    r"(?:cho\s+)?(?:đồng\s+chí\s+)?(?:(?:Giám\s+đốc|Thủ\s+trưởng|Lãnh\s+đạo|Chánh|Chủ\s+tịch)\s+)?"
)
_OTHERS = r"các\s[^.;\n]{1,60}?liên\s+quan"
_AND = r"(?:\s*,\s*(?:và\s+|cùng\s+)?|\s+và\s+|\s+cùng\s+)"
_WITH = r"phối\s+hợp(?:\s+(?:với|cùng))?"
_HEADS = r"\s+(?:làm\s+)?chủ\s+trì"
_DAY = r"(\d{1,2})(?:\s*[/.\-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.\-]\s*|\s+năm\s+)(\d{4})(?!\d)"
_DUE = re.compile(
    r"(?:,?\s*(?:và\s+)?(?:hoàn\s+thành|thực\s+hiện|báo\s+cáo)?\s*\bxong|,\s*(?:và\s+)?hoàn\s+thành|,)?"
    r"\s*\(?\b(?:trước|chậm\s+nhất|thời\s+hạn|hạn(?:\s+cuối)?|xong|trong|đến)(?:\s+là|\s*:)?"
    r"(?:\s+trước)?(?:\s+ngày)?\s*" + _DAY + r"\)?",
    re.IGNORECASE,
)
_END = re.compile(r"[;\n!?]|(?<!\bTP)(?<!\bTX)(?<!\bTT)\.(?=\s|$)")
_LOOSE = " \t,:;.-–"
_LINKS = re.compile(r"[\s,]+(?:và|đồng\s+thời)?$", re.IGNORECASE)


@lru_cache(maxsize=16)  # a console looks at one text once a second
def tasks(text: str, agencies: tuple[str, ...]) -> tuple[TaskChip, ...]:
    """The tasks in a conclusion's text, in their order; none where `agencies` are unknown. Never raises."""
    names = {_key(name): name for name in agencies if 0 < len(name.strip()) <= MAX_WORDS}
    if not names:
        return ()
    found = _Reader(names).read(unicodedata.normalize("NFC", text)[:MAX_TEXT])
    return tuple(islice(found, MAX_TASKS))


def to_wire(chip: TaskChip) -> TaskState:
    """A task as it is said: `due` in ISO form."""
    match = re.fullmatch(_DAY, chip.due)
    due = _date(match) if match else None
    return TaskState(chip.task, chip.lead, chip.support, due.isoformat() if due else "")


def to_screen(state: TaskState) -> TaskChip:
    """A task as it is shown: `due` as people write it, "05/12/2026"."""
    try:
        due = f"{date.fromisoformat(state.due):%d/%m/%Y}" if state.due else ""
    except ValueError:
        due = state.due
    return TaskChip(state.task, state.lead, state.support, due)


class _Reader:
    """Reads texts with one list of agencies; `names` are their printed forms by key."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        longest_first = sorted(names, key=len, reverse=True)
        agency = "(?:" + "|".join(_spaced(name) for name in longest_first) + r")(?!\w)"
        partner = f"(?:{agency}|{_OTHERS})"
        several = f"{partner}(?:{_AND}{partner})*"
        self._partner = re.compile(partner, re.IGNORECASE)
        self._begin = re.compile(
            rf"(?<!\w)(?<!bàn )(?<!đã )(?<!chưa )(?<!không )(?<!do )(?P<told>giao\s+{_TITLE})?"
            rf"(?P<lead>{agency})(?P<more>(?:{_AND}{partner})*)(?(told)(?:{_HEADS})?|{_HEADS})"
            rf"(?:\s*,?\s*(?:và\s+)?{_WITH}\s+(?P<with>{several}))?",
            re.IGNORECASE,
        )
        self._together = re.compile(rf"{_WITH}\s+({several})", re.IGNORECASE)

    def read(self, text: str) -> Iterator[TaskChip]:
        """The tasks, in their order."""
        begun = list(self._begin.finditer(text))
        limits = [*(match.start() for match in begun[1:]), len(text)]
        before = 0
        for match, limit in zip(begun, limits, strict=False):
            end = _END.search(text, match.end(), limit)
            lead_in = _last_sentence(text[before : match.start()])
            before = end.end() if end else limit
            rest = text[match.end() : end.start() if end else limit]
            task = self._task(match, lead_in, rest)
            if task is not None:
                yield task

    def _task(self, match: re.Match[str], lead_in: str, rest: str) -> TaskChip | None:
        due, words = _due(rest)
        if due is None:
            due, lead_in = _due(lead_in)
        words = _tidy(words) or _tidy(lead_in)
        if not words:
            return None
        lead = self._printed(match["lead"])
        named = [match["more"], match["with"] or "", *self._together.findall(rest)]
        support = dict.fromkeys(name for part in named for name in self._listed(part))
        support.pop(lead, None)
        day = f"{due:%d/%m/%Y}" if due else ""
        return TaskChip(words[:MAX_WORDS], lead, tuple(support)[:MAX_SUPPORT], day)

    def _listed(self, part: str) -> Iterator[str]:
        return (self._printed(found.group()) for found in self._partner.finditer(part))

    def _printed(self, name: str) -> str:
        return self._names.get(_key(name), " ".join(name.split()))


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _last_sentence(text: str) -> str:
    return _END.split(text)[-1]


def _due(text: str) -> tuple[date | None, str]:
    """The first date by which something is due that exists, and the text without it."""
    for match in _DUE.finditer(text):
        due = _date(match)
        if due is not None:
            return due, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _date(match: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _tidy(words: str) -> str:
    """One line, without what joined it to what stood around it."""
    line = _LINKS.sub("", " ".join(words.split()))
    line = re.sub(r"\s+([,.])", r"\1", line)
    line = re.sub(r"^(?:để|thì)\s+", "", line.strip(_LOOSE), flags=re.IGNORECASE)
    return line.strip(_LOOSE)
