"""Sentences about breaks, the chair's seat, the agenda's items, and speaking."""

from __future__ import annotations

AGENDA = {
    "bad-break": (
        "tạm dừng phiên họp khi đang biểu quyết, hoặc hẹn giờ họp lại không thể có",
        "a break during an open poll, or until a time that cannot be",
    ),
    "handover-unfounded": (
        "{person} không thể nhận điều hành phiên họp lúc này, hoặc từ người này",
        "{person} could not take the chair now, or not from that person",
    ),
    "item-out-of-order": (
        "nội dung {item} không thể ở bước này",
        "item {item} cannot take this step now",
    ),
    "bad-item": (
        "nội dung {item} được bổ sung không đúng quy tắc (mã, số thứ tự, tên, thời lượng hoặc vị trí)",
        "item {item} was added against the rules (id, number, title, minutes or place)",
    ),
    "bad-order": (
        "thứ tự mới không gồm đúng các nội dung của chương trình, hoặc dời nội dung đã bắt đầu",
        "the new order is not one of this agenda's items, or moves one that has begun",
    ),
    "bad-task": (
        "nhiệm vụ thứ {task} trong kết luận thiếu việc, thiếu cơ quan chủ trì hoặc sai thời hạn",
        "task {task} of the conclusion has no task, no leading agency or no possible date",
    ),
    "speech-request-unfounded": (
        "{person} không thể đăng ký, đổi hoặc rút đăng ký phát biểu như vậy lúc này",
        "{person} could not ask to speak, change or withdraw that in this way now",
    ),
    "speech-out-of-order": (
        "lượt phát biểu của {person} không thể ở bước này",
        "the speech of {person} cannot take this step now",
    ),
    "speech-of-someone-absent": (
        "{person} được mời phát biểu khi không có mặt",
        "{person} was given the floor without being present",
    ),
    "speech-differs": (
        "lượt phát biểu của {person}: {field} ghi là {recorded}, đúng là {right}",
        "the speech of {person}: {field} is recorded as {recorded}, right is {right}",
    ),
    "time-report-unreadable": (
        "không đọc được số liệu báo cáo thời gian ({detail})",
        "the time report's numbers cannot be read ({detail})",
    ),
    "time-report-differs": (
        "báo cáo thời gian không khớp nhật ký ở {field}",
        "the time report does not follow from the record in {field}",
    ),
    "time-report-of-another-record": (
        "báo cáo thời gian dựa trên bản ghi số {record} không có hoặc trước khi bế mạc",
        "the time report rests on record {record}, which is not there or before the close",
    ),
    "speech-not-ended": (
        "điều này không thể xảy ra khi {person} còn đang phát biểu",
        "this cannot happen while {person} is still speaking",
    ),
}
