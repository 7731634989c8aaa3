"""Words and numbers as an office prints them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.domain import tally
from hub.domain.vocabulary import (
    Abstention,
    Base,
    Choice,
    Form,
    MajorityRule,
    Outcome,
    PollKind,
    PollPlan,
    QuorumRule,
    Standing,
)
from hub.papers import wording
from tests.support.plans import SETTINGS


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def rule(base: Base, numerator: int, denominator: int, *, strict: bool) -> MajorityRule:
    return MajorityRule(base, numerator, denominator, strict, "Điều 1", verified=True)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (15, 21, "71,43 %"),
        (0, 21, "0,00 %"),
        (21, 21, "100,00 %"),
        (1, 3, "33,33 %"),
        (2, 3, "66,67 %"),
        (1, 32, "3,13 %"),
        (1, 20_000, "0,01 %"),
        (0, 0, "–"),
    ],
)
def test_percentages_have_two_decimals_half_up(part, whole, words):
    assert plain(wording.percent(part, whole)) == words


@given(part=st.integers(0, 500), whole=st.integers(1, 500))
def test_a_percentage_is_within_half_a_hundredth_of_the_share(part, whole):
    shown = Fraction(wording.percent(part, whole).split("\u00a0")[0].replace(",", "."))
    assert abs(shown - Fraction(100 * part, whole)) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("base", "numerator", "denominator", "strict", "words"),
    [
        (Base.MEMBERS, 1, 2, True, "quá nửa tổng số thành viên"),
        (Base.MEMBERS, 50, 100, True, "quá nửa tổng số thành viên"),
        (Base.MEMBERS, 2, 3, False, "ít nhất hai phần ba tổng số thành viên"),
        (Base.PRESENT, 1, 2, True, "quá nửa số thành viên có mặt"),
        (Base.PRESENT, 3, 4, False, "ít nhất ba phần tư số thành viên có mặt"),
        (Base.CAST, 4, 5, True, "quá bốn phần năm số thành viên đã bấm nút biểu quyết"),
        (
            Base.FOR_AND_AGAINST,
            1,
            2,
            False,
            "ít nhất một nửa số thành viên tán thành và không tán thành",
        ),
        (Base.ENTITLED, 7, 12, False, "ít nhất 7/12 tổng số thành viên có quyền biểu quyết"),
        (Base.MEMBERS, 1, 1, False, "nhất trí 100 % tổng số thành viên"),
    ],
)
def test_rules_read_as_the_law_writes_them(base, numerator, denominator, strict, words):
    said = wording.rule_words(rule(base, numerator, denominator, strict=strict))
    assert plain(said) == words


@pytest.mark.parametrize(
    ("numerator", "denominator", "strict", "count", "base", "words"),
    [
        (1, 2, True, 15, 21, "2 × 15 = 30 > 21"),
        (1, 2, True, 10, 20, "2 × 10 = 20 ≤ 20"),
        (2, 3, False, 14, 21, "3 × 14 = 42 ≥ 2 × 21 = 42"),
        (2, 3, False, 13, 21, "3 × 13 = 39 < 2 × 21 = 42"),
        (1, 1, False, 21, 21, "21 ≥ 21"),
    ],
)
def test_the_formula_shows_the_numbers_and_whether_it_holds(
    numerator, denominator, strict, count, base, words
):
    said = wording.formula(rule(Base.MEMBERS, numerator, denominator, strict=strict), count, base)
    assert plain(said) == words


@given(
    count=st.integers(1, 500),
    base=st.integers(0, 500),
    numerator=st.integers(1, 9),
    denominator=st.integers(1, 9),
    strict=st.booleans(),
)
def test_the_formula_never_contradicts_the_count(count, base, numerator, denominator, strict):
    one = rule(Base.MEMBERS, numerator, denominator, strict=strict)
    holds = any(sign in wording.formula(one, count, base) for sign in ">≥")
    assert holds is tally.carries(count, base, one)


def test_times_are_vietnamese_and_dates_follow_the_decree():
    assert plain(wording.moment(1_767_546_300_000)) == "00 giờ 05 phút, ngày 05 tháng 01 năm 2026"
    assert wording.date(1_772_500_000_000) == "ngày 03 tháng 3 năm 2026"


def test_a_tie_says_who_decided_and_a_plain_result_says_nothing():
    result = tally.Result(10, 10, 0, 0, 0, 20, 20, 11, Outcome.CARRIED)
    majority = rule(Base.MEMBERS, 1, 2, strict=True)
    settings = replace(SETTINGS, majority=majority)
    assert "bên chủ tọa" in wording.tie_words(result, settings)
    clear = tally.Result(2, 1, 0, 0, 0, 3, 3, 2, Outcome.CARRIED)
    assert wording.tie_words(clear, settings) == ""


def test_a_deciding_vote_and_too_many_abstentions_are_said() -> None:
    carried = tally.Result(11, 10, 0, 0, 0, 21, 21, 11, Outcome.CARRIED)
    said = wording.tie_words(carried, SETTINGS, Choice.FOR)
    assert said.endswith("biểu quyết tán thành.")
    barred = tally.Result(8, 4, 9, 0, 0, 21, 21, 11, Outcome.NOT_CARRIED)
    barring = replace(SETTINGS, abstention=Abstention.BARRING)
    assert "(9) nhiều hơn" in wording.tie_words(barred, barring)
    assert wording.tie_words(barred, SETTINGS) == ""


def test_votes_on_top_of_a_fraction_are_shown_as_the_hall_counts_them() -> None:
    one = replace(rule(Base.PRESENT, 1, 2, strict=True), plus=1)
    assert plain(wording.formula(one, 11, 21)) == "11 ≥ [21/2] + 1 = 11"
    assert plain(wording.formula(one, 10, 21)) == "10 < [21/2] + 1 = 11"
    words = "ít nhất phần nguyên của 1/2 số thành viên có mặt cộng thêm 1"
    assert plain(wording.rule_words(one)) == words


@pytest.mark.parametrize(
    ("kind", "form", "base", "words"),
    [
        (PollKind.ROLL_CALL, Form.MOTION, Base.CAST, "số thành viên đã bấm nút biểu quyết"),
        (PollKind.SHOW_OF_HANDS, Form.MOTION, Base.CAST, "số thành viên đã giơ tay biểu quyết"),
        (PollKind.PAPER, Form.OPTIONS, Base.CAST, "số phiếu hợp lệ"),
        (PollKind.PAPER, Form.OPTIONS, Base.FOR_AND_AGAINST, "số phiếu hợp lệ có lựa chọn"),
        (PollKind.PAPER, Form.OPTIONS, Base.MEMBERS, "tổng số thành viên"),
    ],
)
def test_the_base_is_named_as_the_poll_was_taken(
    kind: PollKind, form: Form, base: Base, words: str
) -> None:
    settings = replace(SETTINGS, majority=replace(SETTINGS.majority, base=base))
    assert wording.base_words(PollPlan("p", "i", "?", kind, settings, form)) == words


@pytest.mark.parametrize("table", [wording.KINDS, wording.SILENT])
def test_every_kind_has_its_words(table: dict[PollKind, str]) -> None:
    assert set(table) == set(PollKind)
    assert set(wording.OUTCOMES) == set(Outcome)
    assert set(wording.STANDINGS) == set(Standing)


def test_a_citation_nobody_checked_is_flagged():
    unchecked = QuorumRule(2, 3, strict=False, citation="Điều 114", verified=False)
    assert wording.citation(unchecked) == "Điều 114 (chưa đối chiếu)"
    assert wording.citation(rule(Base.MEMBERS, 1, 2, strict=True)) == "Điều 1"


def test_a_number_is_never_invented():
    assert wording.number_line("", "ỦY BAN NHÂN DÂN XÃ ĐỨC LÝ") == "Số: ……/BB-UBND"
    assert wording.number_line("05", "Hội đồng nhân dân xã") == "Số: 05/BB-HĐND"
    assert wording.number_line("", "Ban chỉ đạo") == "Số: ……/BB-……"
