"""Breaks, the chair's seat and speaking times."""

from __future__ import annotations

SESSION: dict[str, tuple[str, str]] = {
    "session": ("DIỄN BIẾN PHIÊN HỌP", "THE SESSION"),
    "opened-closed": (
        "Khai mạc {opened}, bế mạc {closed}.",
        "Opened {opened}, closed {closed}.",
    ),
    "not-yet": ("chưa", "not yet"),
    "break": ("Giải lao từ {since} đến {until}", "Break from {since} to {until}"),
    "break-until": ("hẹn họp lại lúc {at}", "to return at {at}"),
    "handover": (
        "{at}: {who} điều hành thay {before}",
        "{at}: {who} took the chair from {before}",
    ),
    "added-items": (
        "Nội dung bổ sung tại phiên họp: {items}",
        "Items added in the session: {items}",
    ),
    "spoken": (
        "Thời gian phát biểu (không kể trình bày):",
        "Speaking times (presentations apart):",
    ),
    "spoke": ("{who}: {time}, {times} lượt", "{who}: {time}, {times} times"),
    "presented": ("Trình bày {item}: {who}, {time}", "Presented {item}: {who}, {time}"),
    "somebody": ("người trình bày", "the presenter"),
}
