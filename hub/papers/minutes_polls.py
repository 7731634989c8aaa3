"""A poll in the minutes: its manner, its numbers as tables, and whatever happened to it, in sentences.

Every counted poll has a first row of numbers that a program can find again in the text: members and
present, then for, against, abstaining, not pressing, absent of a motion; or cast, blank, invalid, not
pressing, absent of any other form.
"""

from __future__ import annotations

from hub.application.minutes_polls import Correction, PollMinutes
from hub.domain.answers import Answer
from hub.domain.tally import OptionCount, Result
from hub.domain.vocabulary import (
    Abstention,
    Base,
    Choice,
    Form,
    Level,
    PollKind,
    PollPlan,
    TieRule,
)
from hub.papers import wording
from hub.papers.typesetting import Sheet

_NONE = "–"
# How many of (tán thành, không tán thành, không biểu quyết, không bấm, vắng) the base contains.
_CONTAINED = {
    Base.MEMBERS: 5,
    Base.ENTITLED: 5,
    Base.PRESENT: 4,
    Base.CAST: 3,
    Base.FOR_AND_AGAINST: 2,
}
_ABSTAINING = 2  # its place among them


def poll_sheet(poll: PollMinutes) -> dict[str, Sheet]:
    """Every string of a poll that the template places, by place."""
    result = poll.result
    return {
        "question": poll.plan.question,
        "manner": " ".join(_manner(poll)),
        "count": _count(poll, result) if result else None,
        "options": _options(poll, result) if result and result.options else None,
        "notes": [*_notes(poll), *(_correction(poll, each) for each in poll.corrections)],
        "void": _void(poll),
        "check_code": wording.unbroken(poll.check_code),
    }


# ── how it was taken ────────────────────────────────────────────────────────────────────────────


def _manner(poll: PollMinutes) -> list[str]:
    plan = poll.plan
    times = f"mở lúc {wording.clock(poll.opened_at)}"
    if poll.closed_at is not None:
        times += f", kết thúc lúc {wording.clock(poll.closed_at)}"
    said = [f"Hình thức: {wording.KINDS[plan.kind]}; {times}.", *_typed(poll), _condition(plan)]
    if plan.settings.abstention is Abstention.SUBTRACTED and plan.form is Form.MOTION:
        said.append("Người không biểu quyết không tính vào mẫu số.")
    if plan.settings.tie is TieRule.CHAIR_ONLY_IN_TIE and plan.form is Form.MOTION:
        said.append("Chủ tọa chỉ biểu quyết khi hai bên ngang nhau.")
    if poll.excluded:
        names = ", ".join(name.name for name in poll.excluded)
        said.append(f"Không tham gia biểu quyết nội dung này: {names}.")
    if not poll.quorum_met:
        said.append("Khi mở biểu quyết không đủ số thành viên có mặt theo quy định.")
    return said


def _typed(poll: PollMinutes) -> list[str]:
    names = " và ".join(name.name for name in poll.typed_by)
    if not names:
        return []
    twice = ", hai lần nhập khớp nhau" if poll.plan.kind is PollKind.PAPER and poll.result else ""
    return [f"Số liệu do {names} nhập{twice}."]


def _condition(plan: PollPlan) -> str:
    majority = plan.settings.majority
    rule = wording.rule_words(majority, wording.base_words(plan))
    if plan.form is Form.OPTIONS:
        wanted = f"{rule}, lấy từ cao xuống thấp" if majority.numerator else "nhiều phiếu hơn"
        return (
            f"Mỗi phiếu chọn không quá {wording.counted(plan.picks)} trong "
            f"{wording.counted(len(plan.options))}; lấy {wording.counted(plan.places)}. "
            f"Điều kiện được chọn: {wanted}."
        )
    if plan.form is Form.CONFIDENCE and (shares := plan.settings.confidence):
        over = wording.base_words(plan)
        return (
            f"Lấy phiếu tín nhiệm theo ba mức: {wording.share_words(shares.resign)} {over} đánh giá "
            f"tín nhiệm thấp thì có thể xin từ chức, {wording.share_words(shares.dismiss)} thì trình "
            "miễn nhiệm."
        )
    return f"Điều kiện thông qua: {rule}."


# ── what came of it ─────────────────────────────────────────────────────────────────────────────


def _count(poll: PollMinutes, result: Result) -> dict[str, Sheet]:
    plan, motion = poll.plan, poll.plan.form is Form.MOTION
    settings = plan.settings
    outcome = wording.OUTCOMES[result.outcome]
    silent = wording.SILENT[plan.kind]
    counts = _motion_counts(result) if motion else _ballot_counts(result)
    heads = (
        ["Tán thành", "Không tán thành", "Không biểu quyết", silent, "Vắng mặt"]
        if motion
        else ["Số phiếu", "Phiếu trắng", "Không hợp lệ", silent, "Vắng mặt"]
    )
    return {
        "heads": [*heads],
        "members": str(result.members),
        "present": str(poll.present),
        "counts": [str(count) for count in counts],
        "percents": [*(_percents(plan, result) if motion else ())],
        "outcome": "Đã hủy" if poll.voided else outcome,
        "formula": _formula(poll, result, outcome),
        "tie": wording.tie_words(result, settings, poll.deciding) if motion else "",
        "citation": f"Căn cứ: {wording.citation(settings.majority)}.",
    }


def _motion_counts(result: Result) -> tuple[int, ...]:
    return (result.in_favour, result.against, result.abstain, result.silent, result.absent)


def _ballot_counts(result: Result) -> tuple[int, ...]:
    return (result.cast, result.blank, result.invalid, result.silent, result.absent)


def _percents(plan: PollPlan, result: Result) -> list[str]:
    contained = _CONTAINED[plan.settings.majority.base]
    subtracted = plan.settings.abstention is Abstention.SUBTRACTED
    return [
        wording.percent(count, result.base_count)
        if index < contained and not (subtracted and index == _ABSTAINING)
        else _NONE
        for index, count in enumerate(_motion_counts(result))
    ]


def _formula(poll: PollMinutes, result: Result, outcome: str) -> str:
    plan = poll.plan
    verdict = "" if poll.voided else f" Kết quả: {outcome}."
    over = f"Tỉ lệ tính trên {wording.base_words(plan)} ({result.base_count})."
    if plan.form is Form.CONFIDENCE:
        return f"Có thể xin từ chức khi có từ {result.needed} phiếu tín nhiệm thấp.{verdict} {over}"
    if plan.form is Form.OPTIONS:
        return f"Để được chọn cần ít nhất {result.needed} phiếu.{verdict} {over}"
    invalid = f" Phiếu không hợp lệ: {wording.counted(result.invalid)}." if result.invalid else ""
    comparison = wording.formula(plan.settings.majority, result.in_favour, result.base_count)
    return (
        f"Công thức: {comparison}, cần ít nhất {result.needed} tán thành.{verdict} {over}{invalid}"
    )


def _options(poll: PollMinutes, result: Result) -> dict[str, Sheet]:
    rated = poll.plan.form is Form.CONFIDENCE
    levels = [wording.LEVELS[level].capitalize() for level in Level]
    return {
        "heads": [
            "Họ và tên" if _of_persons(poll.plan) else "Phương án",
            *(levels if rated else ("Số phiếu", "Tỉ lệ")),
            "Kết quả",
        ],
        "rows": [
            [label, *_votes(each, result, rated=rated), _standing(poll.plan, each)]
            for label, each in zip(poll.labels, result.options, strict=True)
        ],
    }


def _votes(option: OptionCount, result: Result, *, rated: bool) -> list[str]:
    shares = [wording.percent(votes, result.base_count) for votes in option.votes]
    if rated:
        return [f"{votes} ({share})" for votes, share in zip(option.votes, shares, strict=True)]
    return [str(option.votes[0]), *shares]


def _standing(plan: PollPlan, option: OptionCount) -> str:
    words = {**wording.STANDINGS, **(wording.OF_PERSONS if _of_persons(plan) else {})}
    return words[option.standing]


def _of_persons(plan: PollPlan) -> bool:
    return all(not option.label for option in plan.options)


# ── what happened to it ─────────────────────────────────────────────────────────────────────────


def _notes(poll: PollMinutes) -> list[str]:
    notes = []
    if poll.package:
        notes.append(f"Biểu quyết trọn gói cùng các nội dung: {'; '.join(poll.package)}.")
    notes += [*_earlier(poll), *_later(poll)]
    notes += [
        f"{wording.clock(each.at)}: chủ tọa đề nghị hủy biểu quyết này (lý do: {each.reason}); "
        "thư ký không đồng ý, kết quả giữ nguyên."
        for each in poll.declined
    ]
    return notes


def _earlier(poll: PollMinutes) -> list[str]:
    if poll.again_of is None:
        return []
    at = wording.clock(poll.again_of)
    if poll.places_before is None:
        return [f"Đây là biểu quyết lại lần biểu quyết mở lúc {at}."]
    places = wording.counted(poll.places_before)
    return [f"Đây là vòng tiếp theo của biểu quyết mở lúc {at}, cho {places} chỗ còn lại."]


def _later(poll: PollMinutes) -> list[str]:
    if poll.superseded_at is None:
        return []
    at = wording.clock(poll.superseded_at)
    if poll.places_after is None:
        return [f"Kết quả này được thay bằng kết quả biểu quyết lại, công bố lúc {at}."]
    chosen = wording.counted(poll.plan.places - poll.places_after)
    left = f"{wording.counted(poll.places_after)} chỗ còn lại theo kết quả vòng tiếp theo, công bố lúc {at}"
    return [f"{chosen} trường hợp được chọn ở trên giữ nguyên; {left}."]


def _correction(poll: PollMinutes, correction: Correction) -> str:
    return (
        f"Đính chính lúc {wording.clock(correction.at)}, thư ký {correction.secretary.name}. "
        f"Lý do: {correction.reason}. {_changed(poll, correction)} "
        f"Trước đính chính: {_before(poll, correction.before)}."
    )


def _changed(poll: PollMinutes, correction: Correction) -> str:
    if correction.answers:
        parts = (f"{name.name}: {_answer(poll, answer)}" for name, answer in correction.answers)
        return f"Ghi lại: {'; '.join(parts)}."
    if correction.changed:
        return f"Số phiếu ghi lại: {wording.counted(correction.changed)}."
    return "Số liệu kiểm phiếu được nhập lại."


def _answer(poll: PollMinutes, answer: Answer) -> str:
    if not answer:
        return "không tính phiếu"
    if poll.plan.form is Form.MOTION:
        return wording.CHOICES[Choice(answer[0])]
    if poll.plan.form is Form.OPTIONS:
        named = zip(poll.plan.options, poll.labels, strict=True)
        return ", ".join(label for option, label in named if option.option in answer)
    rated = zip(poll.labels, answer, strict=True)
    return ", ".join(f"{label} {wording.LEVELS[Level(level)]}" for label, level in rated)


def _before(poll: PollMinutes, result: Result) -> str:
    if poll.plan.form is Form.MOTION:
        counts = zip(wording.CHOICES.values(), _motion_counts(result), strict=False)
        parts = [f"{words} {count}" for words, count in counts]
    else:
        parts = [
            f"{label} {'/'.join(map(str, each.votes))}"
            for label, each in zip(poll.labels, result.options, strict=True)
        ]
    return ", ".join([*parts, wording.OUTCOMES[result.outcome].lower()])


def _void(poll: PollMinutes) -> str:
    if poll.voided:
        return (
            f"Biểu quyết này bị hủy lúc {wording.clock(poll.voided.at)}, không có giá trị. "
            f"Lý do: {poll.voided.reason}. Thư ký xác nhận: {poll.voided.secretary.name}."
        )
    return "" if poll.result else "Biểu quyết chưa kết thúc."
