"""Sentences for what may be refused about speaking."""

VIETNAMESE = {
    "no-active-item": "Chưa có nội dung nào đang họp.",
    "bad-speech-kind": "Không đăng ký được loại phát biểu này.",
    "already-speaking": "Đại biểu đang phát biểu.",
    "queue-full": "Danh sách đăng ký đã đầy.",
    "nobody-speaks": "Hiện không có ai phát biểu.",
    "not-speaking": "Đại biểu này không đang phát biểu.",
    "session-suspended": "Phiên họp đang giải lao.",
    "person-not-present": "Người này chưa điểm danh.",
}
ENGLISH = {
    "no-active-item": "No item is being discussed.",
    "bad-speech-kind": "This kind of speech cannot be asked for.",
    "already-speaking": "The delegate is speaking already.",
    "queue-full": "The list of speakers is full.",
    "nobody-speaks": "Nobody is speaking.",
    "not-speaking": "This delegate is not speaking.",
    "session-suspended": "The session is in a break.",
    "person-not-present": "This person has not signed in.",
}
