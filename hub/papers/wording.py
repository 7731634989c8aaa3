"""Vietnamese words for printed papers: times, rules, formulas, outcomes. Pure.

Dates follow Nghị định 30/2020/NĐ-CP: days below 10 and the months 1 and 2 carry a leading zero. The
time is Vietnam's, UTC+07:00 the year round. A percentage is shown, never compared.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from fractions import Fraction

from hub.domain.tally import Result
from hub.domain.vocabulary import (
    Absence,
    Abstention,
    Base,
    Choice,
    Form,
    Level,
    MajorityRule,
    Outcome,
    PollKind,
    PollPlan,
    PollSettings,
    QuorumRule,
    Share,
    Standing,
)

VIETNAM = timezone(timedelta(hours=7))
UNCHECKED = "chưa đối chiếu"

OUTCOMES = {
    Outcome.CARRIED: "Đạt",
    Outcome.NOT_CARRIED: "Không đạt",
    Outcome.VOTE_AGAIN: "Cần biểu quyết lại",
    Outcome.CHAIR_DECIDES: "Chờ chủ tọa quyết định",
    Outcome.COUNTED: "Đã kiểm phiếu",
}
KINDS = {
    PollKind.ROLL_CALL: "biểu quyết công khai, ghi tên",
    PollKind.UNNAMED: "biểu quyết công khai, không ghi tên",
    PollKind.SHOW_OF_HANDS: "biểu quyết bằng giơ tay",
    PollKind.PAPER: "biểu quyết bằng phiếu giấy",
    PollKind.SECRET: "bỏ phiếu kín",
}
SILENT = {
    PollKind.ROLL_CALL: "Không bấm nút",
    PollKind.UNNAMED: "Không bấm nút",
    PollKind.SHOW_OF_HANDS: "Không giơ tay",
    PollKind.PAPER: "Không bỏ phiếu",
    PollKind.SECRET: "Không bỏ phiếu",
}
CHOICES = {
    Choice.FOR: "tán thành",
    Choice.AGAINST: "không tán thành",
    Choice.ABSTAIN: "không biểu quyết",
}
LEVELS = {Level.HIGH: "tín nhiệm cao", Level.MEDIUM: "tín nhiệm", Level.LOW: "tín nhiệm thấp"}
STANDINGS = {
    Standing.ELECTED: "Được chọn",
    Standing.NOT_ELECTED: "Không được chọn",
    Standing.TIED: "Bằng phiếu",
    Standing.KEPT: "–",
    Standing.MAY_RESIGN: "Có thể xin từ chức",
    Standing.DISMISSAL: "Trình miễn nhiệm",
}
OF_PERSONS = {Standing.ELECTED: "Trúng cử", Standing.NOT_ELECTED: "Không trúng cử"}
ABSENCES = {Absence.EXCUSED: "vắng có lý do", Absence.UNEXCUSED: "vắng không lý do"}
BASES = {
    Base.MEMBERS: "tổng số thành viên",
    Base.ENTITLED: "tổng số thành viên có quyền biểu quyết",
    Base.PRESENT: "số thành viên có mặt",
    Base.CAST: "số thành viên đã bấm nút biểu quyết",
    Base.FOR_AND_AGAINST: "số thành viên tán thành và không tán thành",
}
_CAST = {
    PollKind.SHOW_OF_HANDS: "số thành viên đã giơ tay biểu quyết",
    PollKind.PAPER: "số phiếu hợp lệ",
}
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PARTS = {**dict(enumerate(_DIGITS)), 4: "tư"}
_SYMBOLS = (
    ("ủy ban nhân dân", "UBND"),
    ("uỷ ban nhân dân", "UBND"),
    ("hội đồng nhân dân", "HĐND"),
)


def unbroken(words: str) -> str:
    """`words` with no-break spaces, to stay on one line."""
    return words.replace(" ", "\u00a0")


def percent(part: int, whole: int) -> str:
    """`part` of `whole` to two decimals, half up, with a comma: "71,43 %"; "–" of nothing."""
    if whole == 0:
        return "–"
    hundredths = (2 * 10_000 * part + whole) // (2 * whole)
    return f"{hundredths // 100},{hundredths % 100:02d}\u00a0%"


def clock(at_ms: int) -> str:
    """Time of day: "08 giờ 05 phút"."""
    return unbroken(f"{_local(at_ms):%H giờ %M phút}")


def date(at_ms: int) -> str:
    """Date: "ngày 05 tháng 01 năm 2026"."""
    day = _local(at_ms)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment(at_ms: int) -> str:
    """Time of day and date."""
    return f"{clock(at_ms)}, {date(at_ms)}"


def short_date(iso: str) -> str:
    """An ISO date as "05/12/2026"; anything else as it is."""
    parts = iso.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else iso


def lasting(ms: int) -> str:
    """How long something took: "7 phút 05 giây", "12 giây", "1 giờ 20 phút" from an hour on."""
    seconds = (ms + 500) // 1000
    minutes, seconds = divmod(seconds, 60)
    if minutes >= 60:
        return unbroken(f"{minutes // 60} giờ {minutes % 60:02d} phút")
    if not minutes or not seconds:
        return unbroken(f"{minutes} phút" if minutes else f"{seconds} giây")
    return unbroken(f"{minutes} phút {seconds:02d} giây")


def _local(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, VIETNAM)


def counted(number: int) -> str:
    """A count in running text: below 10 with a leading zero, as offices write it."""
    return f"{number:02d}"


def base_words(plan: PollPlan) -> str:
    """What a poll's majority is measured against, as it is taken: "số phiếu hợp lệ"."""
    base = plan.settings.majority.base
    if base is Base.FOR_AND_AGAINST and plan.form is not Form.MOTION:
        return "số phiếu hợp lệ có lựa chọn"
    if base is Base.CAST:
        return _CAST.get(plan.kind, BASES[base])
    return BASES[base]


def rule_words(rule: MajorityRule, base: str = "") -> str:
    """The rule in words: "quá nửa tổng số thành viên"; `base` where the poll has a closer word for it."""
    base = base or BASES[rule.base]
    if rule.plus is not None:
        share = unbroken(f"{rule.numerator}/{rule.denominator}")
        return f"ít nhất phần nguyên của {share} {base} cộng thêm {rule.plus}"
    return f"{share_words(Share(rule.numerator, rule.denominator, rule.strict))} {base}"


def quorum_words(rule: QuorumRule) -> str:
    """The quorum in words, always of all members."""
    share = Share(rule.numerator, rule.denominator, rule.strict)
    return f"{share_words(share)} {BASES[Base.MEMBERS]}"


def share_words(share: Share) -> str:
    """A share in words: "quá nửa", "ít nhất hai phần ba"."""
    fraction = Fraction(share.numerator, share.denominator)
    if fraction == 1 and not share.strict:
        return f"nhất trí {unbroken('100 %')}"
    if fraction == Fraction(1, 2):
        return "quá nửa" if share.strict else "ít nhất một nửa"
    return f"{'quá' if share.strict else 'ít nhất'} {_fraction(fraction)}"


def _fraction(share: Fraction) -> str:
    if share.numerator <= 10 and 1 < share.denominator <= 10:
        return f"{_DIGITS[share.numerator]} phần {_PARTS[share.denominator]}"
    return f"{share.numerator}/{share.denominator}"


def formula(rule: MajorityRule | QuorumRule, count: int, base: int) -> str:
    """The comparison with its numbers: "2 × 15 = 30 > 21", or with ≤ or < where it fails.

    With votes on top of the fraction: "15 ≥ [21/2] + 1 = 11", square brackets for the whole part.
    """
    plus = rule.plus if isinstance(rule, MajorityRule) else None
    if plus is not None:
        whole = base * rule.numerator // rule.denominator + plus
        sign = "≥" if count >= whole else "<"
        inner = f"{base * rule.numerator}/{rule.denominator}"
        return unbroken(f"{count} {sign} [{inner}] + {plus} = {whole}")
    left, right = count * rule.denominator, base * rule.numerator
    holds = left > right if rule.strict else left >= right
    sign = {(True, True): ">", (True, False): "≤", (False, True): "≥", (False, False): "<"}[
        rule.strict, holds
    ]
    return unbroken(f"{_product(rule.denominator, count)} {sign} {_product(rule.numerator, base)}")


def _product(factor: int, count: int) -> str:
    return str(count) if factor == 1 else f"{factor} × {count} = {factor * count}"


def citation(rule: MajorityRule | QuorumRule) -> str:
    """The legal basis, flagged until a person has checked it."""
    return rule.citation if rule.verified else f"{rule.citation} ({UNCHECKED})"


def tie_words(result: Result, settings: PollSettings, deciding: Choice | None = None) -> str:
    """Why a motion came out otherwise than the plain comparison says; empty where that decided.

    `deciding` is the vote that a chair gave who votes only after a tie.
    """
    rule = settings.majority
    if deciding is not None:
        return (
            "Hai bên ngang nhau nên chủ tọa, người chỉ biểu quyết trong trường hợp này, biểu quyết "
            f"{CHOICES[deciding]}."
        )
    if _barred(result, settings):
        return (
            f"Số không biểu quyết ({result.abstain}) nhiều hơn số tán thành và nhiều hơn số không "
            "tán thành nên nội dung không được thông qua."
        )
    if result.outcome is Outcome.CHAIR_DECIDES:
        return "Hai bên ngang nhau, chờ chủ tọa quyết định."
    if result.outcome is Outcome.VOTE_AGAIN:
        return "Số tán thành bằng số không tán thành, chủ tọa không biểu quyết về bên nào."
    plain = result.in_favour >= result.needed
    if plain or result.outcome is Outcome.NOT_CARRIED:
        return ""
    return (
        f"Số tán thành bằng số không tán thành ({result.in_favour}), không đạt "
        f"{rule_words(rule)}; quyết định theo bên chủ tọa đã biểu quyết."
    )


def _barred(result: Result, settings: PollSettings) -> bool:
    most = max(result.in_favour, result.against)
    return settings.abstention is Abstention.BARRING and result.abstain > most


def body_symbol(body: str) -> str:
    """The body's abbreviation in a document number; empty for a kind of body not known here."""
    name = body.casefold()
    return next((symbol for prefix, symbol in _SYMBOLS if name.startswith(prefix)), "")


def number_line(number: str, body: str, kind: str = "BB") -> str:
    """ "Số: 05/BB-UBND"; dots wait for the registry where it has not given a number."""
    return f"Số: {number or '……'}/{kind}-{body_symbol(body) or '……'}"
