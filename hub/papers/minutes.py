"""The minutes as a PDF in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9 (biên bản).

`render_minutes` words the projection into a sheet of strings and has `minutes.typ` lay it out. The
numbers travel inside the PDF as the attachment `minutes.json`.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.application.minutes import Head, Minutes
from hub.application.minutes_attendance import Absentee, Attendance, Attendee, QuorumChange
from hub.application.minutes_session import Break, Handover
from hub.papers import wording
from hub.papers.minutes_items import item_sheet, passed_line, put_off_line
from hub.papers.typesetting import Sheet, typeset
from protocol import canonical

HEAD_DIGITS = 16  # enough to tell records apart by eye; the whole hash is in the attachment


def render_minutes(minutes: Minutes) -> bytes:
    """The PDF. Equal minutes give equal bytes; `TypesettingError` is a fault of the template."""
    dated = minutes.closed_at or minutes.opened_at or minutes.planned_at
    return typeset("minutes.typ", minutes_sheet(minutes), dated)


def minutes_sheet(minutes: Minutes) -> dict[str, Sheet]:
    """Every string the template places, by place."""
    return {
        "parent": minutes.parent.upper(),
        "body": minutes.body.upper(),
        "number": wording.number_line(minutes.number, minutes.body),
        "title": f"Biên bản {minutes.title}",
        "subject": _subject(minutes),
        "start": _start(minutes),
        "place": _place(minutes),
        "attendance": _attendance(minutes),
        "chair": _person(minutes.chair.name, minutes.chair_title or minutes.chair.title),
        "secretary": _person(minutes.secretary.name, minutes.secretary.title),
        "quorum": _quorum(minutes),
        "leading": _leading(minutes),
        "items": [item_sheet(item) for item in minutes.items],
        "passed": [passed_line(each) for each in minutes.passed],
        "put_off": [put_off_line(each) for each in minutes.put_off],
        "not_taken": _listed([f"{item.number}. {item.title}" for item in minutes.not_taken]),
        "end": _end(minutes),
        "signatures": {"secretary": minutes.secretary.name, "chair": minutes.presided.name},
        "recipients": list(minutes.recipients or [f"Thành viên {minutes.body}"]),
        "head": _head(minutes.head),
        "numbers": canonical.dump(minutes.numbers()).decode(),
    }


def _subject(minutes: Minutes) -> str:
    """The trích yếu; the session's title where the secretariat gave none."""
    return minutes.subject or minutes.title


def _head(head: Head) -> str:
    return (
        f"Biên bản lập từ bản ghi phiên họp đến số thứ tự {head.seq}, "
        f"mã băm {head.hash[:HEAD_DIGITS]}…"
    )


def _start(minutes: Minutes) -> str:
    if minutes.opened_at is None:
        return f"dự kiến {wording.moment(minutes.planned_at)}; phiên họp không khai mạc"
    return wording.moment(minutes.opened_at)


def _end(minutes: Minutes) -> str:
    if minutes.closed_at is None:
        return "Phiên họp chưa bế mạc tại thời điểm lập biên bản./."
    return f"Phiên họp kết thúc vào {wording.moment(minutes.closed_at)}./."


def _place(minutes: Minutes) -> str:
    if minutes.room in minutes.place:
        return minutes.place
    return ", ".join(part for part in (minutes.room, minutes.place) if part)


def _person(name: str, title: str) -> str:
    return ", ".join(part for part in (name, title) if part)


def _attendance(minutes: Minutes) -> dict[str, Sheet]:
    there = minutes.attendance
    return {
        "summary": _summary(there),
        "present": [
            {"name": one.name.name, "title": one.name.title, "note": _note(one).capitalize()}
            for one in there.present
        ],
        "absent": _listed([_absentee(one) for one in there.absent]),
        "substitutes": _listed([_guest(one) for one in there.substitutes]),
        "guests": _listed([_guest(guest) for guest in there.guests]),
    }


def _summary(there: Attendance) -> str:
    late = sum(one.came_at is not None for one in there.present)
    groups = (
        ("đến sau khai mạc", late),
        ("vắng mặt", len(there.absent)),
        ("dự thay", len(there.substitutes)),
        ("khách mời", len(there.guests)),
    )
    counts = [f"{group}: {wording.counted(count)}" for group, count in groups if count]
    opening = f"có mặt khi khai mạc {there.present_at_opening}/{there.members} thành viên"
    return _listed([opening, *counts, *_absences(there)])


def _absences(there: Attendance) -> list[str]:
    """How many of the absent with reason, how many without; nothing where that was not noted."""
    noted = [one.absence for one in there.absent]
    return [
        f"{words}: {wording.counted(noted.count(absence))}"
        for absence, words in wording.ABSENCES.items()
        if absence in noted
    ]


def _absentee(one: Absentee) -> str:
    person = _person(one.name.name, one.name.title)
    return f"{person} ({wording.ABSENCES[one.absence]})" if one.absence else person


def _guest(guest: Attendee) -> str:
    note = _note(guest)
    return _person(guest.name.name, guest.name.title) + (f" ({note})" if note else "")


def _note(attendee: Attendee) -> str:
    notes = []
    if attendee.stands_for is not None:
        notes.append(f"dự thay {attendee.stands_for.name}")
    if attendee.came_at is not None:
        notes.append(f"đến lúc {wording.clock(attendee.came_at)}")
    if attendee.left_at is not None:
        notes.append(f"rời phiên họp lúc {wording.clock(attendee.left_at)}")
    return "; ".join(notes)


def _listed(parts: Sequence[str]) -> str:
    return "; ".join(parts) + "." if parts else ""


def _quorum(minutes: Minutes) -> list[Sheet]:
    there, rule = minutes.attendance, minutes.quorum
    met = there.present_at_opening * rule.denominator, there.members * rule.numerator
    enough = met[0] > met[1] if rule.strict else met[0] >= met[1]
    first = (
        f"{'Đủ' if enough else 'Không đủ'} điều kiện tiến hành: yêu cầu {wording.quorum_words(rule)} "
        f"có mặt; {wording.formula(rule, there.present_at_opening, there.members)}. "
        f"Căn cứ: {wording.citation(rule)}."
    )
    return [first, *(_quorum_change(change) for change in minutes.quorum_changes)]


def _leading(minutes: Minutes) -> list[Sheet]:
    """Breaks and handovers of the chair, as they came."""
    told = [
        *((each.began_at, _break(each)) for each in minutes.breaks),
        *((each.at, _handover(each)) for each in minutes.handovers),
    ]
    return [line for _, line in sorted(told)]


def _break(each: Break) -> str:
    if each.ended_at is None:
        return f"{wording.clock(each.began_at)}: phiên họp tạm nghỉ."
    ended = wording.clock(each.ended_at)
    return f"Phiên họp tạm nghỉ từ {wording.clock(each.began_at)} đến {ended}."


def _handover(each: Handover) -> str:
    after = _person(each.after.name, each.after.title)
    return f"{wording.clock(each.at)}: {each.before.name} giao {after} điều hành phiên họp."


def _quorum_change(change: QuorumChange) -> str:
    state = "đủ lại" if change.met else "không còn đủ"
    return (
        f"{wording.clock(change.at)}: {state} điều kiện tiến hành (có mặt "
        f"{change.present}/{change.members}, cần {change.needed})."
    )
