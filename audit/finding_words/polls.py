"""Sentences about polls, ballots, typed counts and corrections."""

from __future__ import annotations

POLLS = {
    "unknown-poll": (
        "biểu quyết {poll} không có trong chương trình",
        "poll {poll} is not in the plan",
    ),
    "poll-out-of-order": (
        "{type} không thể xảy ra khi biểu quyết {poll} ở trạng thái {stage}",
        "{type} cannot happen while poll {poll} is {stage}",
    ),
    "poll-of-another-item": (
        "biểu quyết {poll} thuộc nội dung {item}, không phải nội dung đang xem xét",
        "poll {poll} belongs to item {item}, which is not the active one",
    ),
    "poll-unsettled": (
        "biểu quyết {poll} chưa kết thúc và công bố",
        "poll {poll} is not settled yet",
    ),
    "poll-without-quorum": (
        "mở biểu quyết {poll} khi không đủ điều kiện (có mặt {present})",
        "poll {poll} opened without quorum ({present} present)",
    ),
    "poll-differs": (
        "biểu quyết {poll}: {field} không đúng với diễn biến đã ghi",
        "poll {poll}: {field} does not follow from the record",
    ),
    "closed-before-time": (
        "biểu quyết {poll} ghi là hết giờ nhưng chưa hết giờ",
        "poll {poll} says that time ran out, but it had not",
    ),
    "result-differs": (
        "biểu quyết {poll}: {field} ghi {recorded}, tính lại là {recounted}",
        "poll {poll}: {field} is recorded as {recorded}, counted again it is {recounted}",
    ),
    "void-without-consent": (
        "hủy biểu quyết {poll} mà thiếu lý do hoặc thư ký",
        "poll {poll} was voided without a reason or the secretary",
    ),
    "ballot-too-late": (
        "phiếu của {person} đến sau khi hết giờ",
        "the ballot of {person} came after time ran out",
    ),
    "second-ballot": (
        "{person} đã biểu quyết; chỉ lần bấm đầu được tính",
        "{person} had voted already and only the first press counts",
    ),
    "ballot-of-someone-not-entitled": (
        "{person} không có quyền biểu quyết",
        "{person} is not entitled to vote",
    ),
    "ballot-of-someone-absent": (
        "{person} không có mặt mà có phiếu",
        "{person} was not present, yet has a ballot",
    ),
    "ballot-from-another-seat": (
        "phiếu của {person} không đến từ ghế và thiết bị được phân công",
        "the ballot of {person} came from a seat or device not assigned to them",
    ),
    "ballot-reused": (
        "mã phiếu của {person} đã dùng cho phiếu khác",
        "the ballot id of {person} belongs to an earlier ballot",
    ),
    "bad-statement": (
        "nội dung đã ký của {person} sai quy cách",
        "the signed text of {person} is malformed",
    ),
    "statement-differs": (
        "bản ghi của {person} khác nội dung đã ký: {detail}",
        "what is recorded of {person} differs from the signed text: {detail}",
    ),
    "statement-of-another-record": (
        "{person} đã ký trên một nhật ký khác ({detail})",
        "{person} signed upon another log ({detail})",
    ),
    "bad-statement-signature": (
        "chữ ký của {person} không đúng ({detail})",
        "the signature for {person} is not valid ({detail})",
    ),
    "bad-answer": (
        "câu trả lời của {person} không hợp lệ ({detail})",
        "the answer of {person} is none that could be given ({detail})",
    ),
    "too-many-ballots": (
        "biểu quyết {poll}: nhiều phiếu hơn số người có mặt ({detail})",
        "poll {poll}: more ballots than persons present ({detail})",
    ),
    "duplicate-ballot": (
        "biểu quyết {poll}: một phiếu được tính hai lần ({detail})",
        "poll {poll}: a ballot is counted twice ({detail})",
    ),
    "poll-of-another-kind": (
        "biểu quyết {poll} không lấy ý kiến theo cách này ({person})",
        "poll {poll} is not taken this way ({person})",
    ),
    "typed-by-another": (
        "{person} không có quyền nhập số liệu hoặc đính chính",
        "{person} may not type counts or corrections",
    ),
    "typed-elsewhere": (
        "{person} không ngồi ở thiết bị đã nhập ({detail})",
        "{person} was not at the terminal where this was typed ({detail})",
    ),
    "bad-entry": (
        "số liệu do {person} nhập không cộng khớp ({detail})",
        "the counts typed by {person} do not add up ({detail})",
    ),
    "count-missing": (
        "biểu quyết {poll} kết thúc khi chưa đủ người nhập kết quả đếm",
        "poll {poll} was closed before its counts were typed",
    ),
    "counts-differ": (
        "biểu quyết {poll} kết thúc khi hai người nhập kết quả khác nhau",
        "poll {poll} was closed while two persons' counts differed",
    ),
    "bad-correction": (
        "đính chính biểu quyết {poll} sai quy cách ({detail})",
        "the correction of poll {poll} does not fit it ({detail})",
    ),
    "correction-without-reason": (
        "đính chính biểu quyết {poll} không nêu lý do",
        "the correction of poll {poll} gives no reason",
    ),
    "correction-of-someone-absent": (
        "đính chính biểu quyết {poll} ghi ý kiến của người không có mặt",
        "the correction of poll {poll} is about somebody who was not present",
    ),
    "no-tie": (
        "chủ tọa quyết định biểu quyết {poll} khi số phiếu không ngang nhau",
        "the chair decided poll {poll}, where there was no tie",
    ),
    "tie-undecided": (
        "biểu quyết {poll} được công bố khi số phiếu ngang nhau chưa được chủ tọa quyết định",
        "poll {poll} is public while its tie waits for the chair",
    ),
    "package-settled": (
        "biểu quyết trọn gói {poll} đã thông qua các nội dung nên không thể thay đổi nữa",
        "package poll {poll} has passed its items and cannot change any more",
    ),
    "package-item-not-planned": (
        "biểu quyết trọn gói {poll} gồm nội dung {item} đã được xem xét",
        "package poll {poll} has item {item}, which was taken already",
    ),
    "revote-unfounded": (
        "biểu quyết lại {poll} không đúng với biểu quyết mà nó thay thế",
        "re-vote {poll} does not follow from the poll it replaces",
    ),
}
