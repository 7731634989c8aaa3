"""Sentences about the session and who was there."""

from __future__ import annotations

MEETING = {
    "not-convened": (
        "nhật ký không bắt đầu bằng chương trình phiên họp",
        "the log does not begin with the meeting's plan",
    ),
    "convened-twice": ("chương trình được ghi lần thứ hai", "the plan is recorded a second time"),
    "unknown-type": ("loại bản ghi lạ: {type}", "unknown type of record: {type}"),
    "out-of-order": (
        "{type} không thể xảy ra ở giai đoạn này ({phase})",
        "{type} cannot happen in this phase ({phase})",
    ),
    "opening-differs": (
        "số liệu khai mạc sai; đúng là {present}/{members}",
        "wrong numbers at the opening; right: {present} of {members}",
    ),
    "opened-without-quorum": (
        "khai mạc khi chỉ có {present}, cần {needed}",
        "opened with only {present} present, {needed} needed",
    ),
    "session-not-closed": ("phiên họp chưa bế mạc", "the session was never closed"),
    "clock-went-back": (
        "đồng hồ máy chủ lùi lại {by_ms} ms",
        "the hub's clock went back by {by_ms} ms",
    ),
    "wrong-actor": (
        "bản ghi không do thiết bị của người đó gây ra ({actor}{detail})",
        "not caused by that person's own terminal ({actor}{detail})",
    ),
    "sign-in-at-another-seat": (
        "{person} điểm danh không đúng ghế hoặc thiết bị được phân công",
        "{person} signed in at a seat or device not assigned to them",
    ),
    "signed-in-twice": ("{person} đã điểm danh trước đó", "{person} is signed in already"),
    "sign-out-without-sign-in": (
        "{person} rời phiên khi không có mặt ở ghế đó",
        "{person} leaves a seat they were not at",
    ),
    "quorum-unfounded": (
        "số có mặt ({present}, cần {needed}) không làm thay đổi điều kiện tiến hành",
        "{present} present ({needed} needed) does not change the quorum here",
    ),
    "quorum-wrong": (
        "điều kiện tiến hành ghi sai; có mặt {present}, cần {needed}",
        "wrong quorum; right: {present} present, {needed} needed",
    ),
    "quorum-not-recorded": (
        "sau bản ghi này điều kiện tiến hành thay đổi (có mặt {present}, cần {needed}) mà không được ghi",
        "after it the quorum changes ({present} present, {needed} needed) and no record says so",
    ),
    "paper-out-of-order": (
        "tài liệu {paper} được phát hành hoặc thu hồi không đúng thứ tự",
        "paper {paper} is released or recalled out of order",
    ),
    "follow-up-missing": (
        "sau bản ghi này phải có ngay {type} mà không thấy",
        "{type} must follow this record at once, and does not",
    ),
    "follow-up-unfounded": (
        "{type} không phải là hệ quả của bản ghi trước nó",
        "{type} does not follow from the record before it",
    ),
    "unknown-person": (
        "{person} không có trong chương trình phiên họp",
        "{person} is not in the meeting's plan",
    ),
    "sign-in-by-another-way": (
        "{person} điểm danh bằng cách khác ({method}) với cách của phiên họp",
        "{person} signed in by another way ({method}) than the meeting's",
    ),
    "sign-in-of-someone-locked": (
        "{person} điểm danh khi đang bị khóa vì nhập sai mã PIN",
        "{person} signed in while locked out by wrong PINs",
    ),
    "moved-without-being-there": (
        "{person} được chuyển chỗ khi không ngồi ở ghế đó",
        "{person} was moved from a seat they were not at",
    ),
    "assigned-while-there": (
        "{person} đang có mặt mà được phân công ghế như người chưa đến",
        "{person} is present, yet was given a seat like somebody still to come",
    ),
    "seat-not-free": (
        "{person} được chuyển đến ghế {seat} không có hoặc không trống",
        "{person} was given seat {seat}, which is not there or not free",
    ),
    "absence-of-someone-there": (
        "{person} đang có mặt mà được ghi là vắng",
        "{person} is present, yet noted as absent",
    ),
    "pin-failure-unfounded": (
        "lần nhập sai mã PIN của {person} không khớp với các lần trước",
        "a wrong PIN of {person} that does not follow from those before",
    ),
    "unlocked-without-lock": (
        "{person} được mở khóa khi không bị khóa",
        "{person} was unlocked without being locked",
    ),
}
