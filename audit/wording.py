"""How phrases, places, times and numbers of the report are written, in Vietnamese or English.

Text from a bundle is shown without its control characters, so that it cannot steer a terminal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

from audit.finding_words import FINDINGS
from audit.phrases import PHRASES
from protocol.verifier.findings import Finding, Where

VIETNAM = timezone(timedelta(hours=7))
_LATEST_MS = 253_402_214_400_000  # the last day that dates can tell, whatever a bundle says


class Language(StrEnum):
    """Languages of the report; the value is what `--language` takes."""

    VI = "vi"
    EN = "en"


class Words:
    """The phrases of one language."""

    def __init__(self, language: Language) -> None:
        self._index = list(Language).index(language)

    def say(self, phrase: str, **facts: str | int) -> str:
        """A phrase with its facts."""
        return _filled(PHRASES[phrase][self._index], facts)

    def where(self, where: Where) -> str:
        """A place: a record by its number, or a file by its path."""
        if isinstance(where, int):
            return self.say("record", number=where)
        return self.say("file", path=where)

    def finding(self, finding: Finding) -> str:
        """The sentence of a finding, with its code for whoever looks it up."""
        return self.code(finding.code, finding.facts)

    def code(self, code: str, facts: Mapping[str, str | int]) -> str:
        """The sentence of a code; one without a sentence says its code alone."""
        sentence = FINDINGS.get(code, ("", ""))[self._index]
        return f"{_filled(sentence, facts)} [{code}]".lstrip()


def moment(at_ms: int) -> str:
    """Date and time in Vietnam to the second: `05/01/2026 08:30:00`."""
    local = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=min(at_ms, _LATEST_MS))
    return local.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")


def duration(milliseconds: int) -> str:
    """Minutes and seconds, hours where there are any: `1:05:09`, `7:30`."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def plus_formula(numerator: int, denominator: int, count: int, base: int, plus: int) -> str:
    """A share rounded down and so many more: `⌊1 × 21 / 2⌋ + 1 = 11 ≤ 12`, or with the sign that is true."""
    right = numerator * base // denominator + plus
    sign = "≤" if right <= count else ">"
    return f"⌊{numerator} × {base} / {denominator}⌋ + {plus} = {right} {sign} {count}"


def formula(numerator: int, denominator: int, count: int, base: int, *, strict: bool) -> str:
    """The comparison with its numbers: `2 × 15 = 30 > 1 × 21 = 21`, or with the sign that is true."""
    left, right = count * denominator, base * numerator
    true, false = (">", "≤") if strict else ("≥", "<")
    holds = left > right if strict else left >= right
    sign = true if holds else false
    return f"{denominator} × {count} = {left} {sign} {numerator} × {base} = {right}"


def plain(text: str) -> str:
    """`text` without control and direction characters."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def _filled(template: str, facts: Mapping[str, str | int]) -> str:
    return template.format_map(_Facts({name: plain(str(fact)) for name, fact in facts.items()}))
