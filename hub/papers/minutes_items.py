"""Items of the agenda in the minutes, in sentences: presented, spoken on, noted, concluded, put off."""

from __future__ import annotations

from collections.abc import Sequence

from hub.application.minutes_items import Conclusion, ItemMinutes, Leaving, Passed, PutOff, Speaker
from hub.domain.vocabulary import Assignment, SpeechKind, Stage
from hub.papers import wording
from hub.papers.minutes_polls import poll_sheet
from hub.papers.typesetting import Sheet

_KINDS = {
    SpeechKind.CONTRIBUTION: "phát biểu",
    SpeechKind.DEBATE: "tranh luận",
    SpeechKind.QUESTION: "chất vấn",
    SpeechKind.ANSWER: "trả lời chất vấn",
    SpeechKind.ORDER: "phát biểu về trình tự",
}
_LEFT = {
    Stage.POSTPONED: "hoãn sang phiên họp sau",
    Stage.WITHDRAWN: "rút khỏi chương trình",
}


def item_sheet(item: ItemMinutes) -> dict[str, Sheet]:
    """Every string of an item that the template places, by place."""
    return {
        "heading": f"{item.number}. {item.title}",
        "course": _course(item),
        "speakers": _speakers(item.speakers),
        "notes": _lines(item.notes),
        "polls": [poll_sheet(poll) for poll in item.polls],
        "conclusions": [line for each in item.conclusions for line in _lines(each.text)],
        "tasks": _tasks(item.conclusions),
        "leaving": _leaving(item.leaving) if item.leaving else "",
    }


def passed_line(passed: Passed) -> str:
    """An item that was carried without discussion, and by what."""
    by = (
        f"theo biểu quyết trọn gói “{passed.question}”"
        if passed.question
        else "thành viên dự họp không có ý kiến khác"
    )
    return f"{passed.item.number}. {passed.item.title}: thông qua không thảo luận, {by}."


def put_off_line(put_off: PutOff) -> str:
    """An item postponed or withdrawn before it was taken."""
    left = put_off.leaving
    return f"{put_off.item.number}. {put_off.item.title}: {_LEFT[left.stage]}{_reason(left)}."


# ── the course ──────────────────────────────────────────────────────────────────────────────────


def _course(item: ItemMinutes) -> str:
    said = ["Nội dung được bổ sung tại phiên họp."] if item.inserted else []
    said.append(f"{wording.clock(item.taken_at)}: {_presented(item)}.")
    if item.discussed_at is not None:
        said.append(f"{wording.clock(item.discussed_at)}: thành viên dự họp thảo luận.")
    for away in item.away:
        back = f", tiếp tục lúc {wording.clock(away.back_at)}" if away.back_at is not None else ""
        said.append(f"Tạm dừng nội dung lúc {wording.clock(away.left_at)}{back}.")
    return " ".join(said)


def _presented(item: ItemMinutes) -> str:
    named = item.presented_by
    who = ", ".join(part for part in (named.name, named.title) if part) if named else item.presenter
    return f"{who} trình bày" if who else "bắt đầu nội dung"


def _speakers(speakers: Sequence[Speaker]) -> str:
    if not speakers:
        return ""
    return f"Ý kiến tại phiên họp: {'; '.join(_speaker(one) for one in speakers)}."


def _speaker(one: Speaker) -> str:
    times = f", {wording.counted(one.times)} lượt" if one.times > 1 else ""
    return f"{one.name.name} ({_KINDS[one.kind]}{times})"


def _leaving(left: Leaving) -> str:
    return f"{wording.clock(left.at)}: nội dung {_LEFT[left.stage]}{_reason(left)}."


def _reason(left: Leaving) -> str:
    reason = " ".join(left.reason.split()).rstrip(".")
    return f"; lý do: {reason}" if reason else ""


# ── conclusions ─────────────────────────────────────────────────────────────────────────────────


def _tasks(conclusions: Sequence[Conclusion]) -> list[Sheet]:
    return [
        _task(number, task)
        for number, task in enumerate((task for each in conclusions for task in each.tasks), 1)
    ]


def _task(number: int, task: Assignment) -> list[Sheet]:
    due = wording.short_date(task.due) if task.due else ""
    told = task.task[:1].upper() + task.task[1:]
    return [str(number), told, task.lead, "; ".join(task.support), due]


def _lines(text: str) -> list[Sheet]:
    return [line for line in text.splitlines() if line.strip()]
