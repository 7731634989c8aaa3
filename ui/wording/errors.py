"""Sentences by error code. A code without one gets a general sentence that names it."""

VIETNAMESE = {
    "no-quorum": "Chưa đủ số thành viên có mặt để tiến hành.",
    "poll-closed": "Biểu quyết đã đóng, phiếu đến sau không được tính.",
    "not-entitled": "Ghế này không có quyền biểu quyết.",
    "page-unreadable": "Không mở được trang này.",
}

ENGLISH = {
    "no-quorum": "Not enough members are present to proceed.",
    "poll-closed": "The vote is closed, later ballots are not counted.",
    "not-entitled": "This seat has no vote.",
    "page-unreadable": "This page cannot be opened.",
}
