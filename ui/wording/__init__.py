"""Every sentence of the screens: by key, by error code, and the formats of dates and lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from device.screens import Base, Form, Rule
from ui.viewmodels.rules import rule_key
from ui.wording import en, errors, vi

MIDDLE_DOT = " · "


class Language(StrEnum):
    """Languages of the interface; Vietnamese is the first."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class _Book(Struct, frozen=True):
    sentences: Mapping[str, str]
    errors: Mapping[str, str]
    weekdays: tuple[str, ...]
    date: str


_BOOKS = {
    Language.VIETNAMESE: _Book(vi.SENTENCES, errors.VIETNAMESE, vi.WEEKDAYS, vi.DATE),
    Language.ENGLISH: _Book(en.SENTENCES, errors.ENGLISH, en.WEEKDAYS, en.DATE),
}


class Wording(Struct, frozen=True):
    """Looks sentences up in one language."""

    language: Language = Language.VIETNAMESE

    @property
    def _book(self) -> _Book:
        return _BOOKS[self.language]

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of a key, filled in; KeyError for an unknown key is a bug."""
        return self._book.sentences[key].format(**values)

    def error(self, code: str) -> str:
        """The sentence of an error code; an unknown code gets a general one that names it."""
        known = self._book.errors.get(code)
        return known if known is not None else self("error-unknown", code=code)

    def joined(self, *parts: str) -> str:
        """Parts with a middle dot between them; empty ones left out."""
        return MIDDLE_DOT.join(part for part in parts if part)

    def base(self, rule: Rule) -> str:
        """The base by name, with what abstentions do to it."""
        name = self(f"base-{rule.base}")
        return self("base-less-abstentions", base=name) if rule.abstention == "subtracted" else name

    def needed(self, rule: Rule) -> str:
        """How many are needed in an open poll; nothing where that depends on what people will answer."""
        grows = rule.base in {Base.CAST, Base.FOR_AND_AGAINST} or rule.abstention == "subtracted"
        return "" if grows else self("needed-of", needed=rule.needed, base=rule.base_count)

    def rule(self, rule: Rule, *, capital: bool = False, form: Form = Form.MOTION) -> str:
        """A majority rule in words: "quá nửa tổng số thành viên"."""
        key = "rule-confidence" if form is Form.CONFIDENCE else rule_key(rule)
        sentence = self(
            key,
            numerator=rule.numerator,
            denominator=rule.denominator,
            base=self.base(rule),
            plus=rule.plus,
        )
        return sentence[:1].upper() + sentence[1:] if capital else sentence

    def formula(self, rule: Rule) -> str:
        """A majority rule as a comparison: "2 × số tán thành > tổng số thành viên"."""
        if rule.plus is not None:
            share = f"{rule.numerator} ÷ {rule.denominator}"
            return self("formula-plus", base=self.base(rule), share=share, plus=rule.plus)
        right = f"{rule.numerator} × " if rule.numerator != 1 else ""
        sign = ">" if rule.strict else "≥"
        base = self.base(rule)
        return self("formula", left=rule.denominator, sign=sign, right=right, base=base)

    def date(self, iso: str) -> str:
        """ "2026-11-26" in words; anything else is shown as it came."""
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return self._book.date.format(
            weekday=self._book.weekdays[day.weekday()],
            day=day.day,
            month=day.month,
            month_name=f"{day:%B}",
            year=day.year,
        )
