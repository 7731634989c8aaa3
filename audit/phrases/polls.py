"""A poll: how it was taken, who answered what, how the result comes about, what came after."""

from __future__ import annotations

_COURSE = {
    "poll": ("BIỂU QUYẾT {number}: {question}", "POLL {number}: {question}"),
    "poll-named": ("biểu quyết {number} (“{question}”)", "poll {number} (“{question}”)"),
    "poll-unheld": ("biểu quyết {poll}", "poll {poll}"),
    "taken": ("Hình thức: {kind}; {form}.", "How: {kind}; {form}."),
    "kind-roll-call": (
        "công khai ghi tên, mỗi người bấm tại ghế và phiếu được thiết bị ký số",
        "open with names, everybody presses at the seat and the terminal signs the ballot",
    ),
    "kind-unnamed": (
        "công khai không ghi tên, phiếu được ký số và tên chỉ có trong nhật ký",
        "open without names, ballots are signed and names stand only in the record",
    ),
    "kind-show-of-hands": (
        "giơ tay, kết quả đếm do một người nhập và được ký số",
        "show of hands, one person types the signed counts",
    ),
    "kind-paper": (
        "phiếu giấy, kết quả kiểm phiếu do hai người nhập độc lập và được ký số",
        "paper ballots, two persons type the signed counts apart from each other",
    ),
    "kind-secret": ("bỏ phiếu kín", "secret"),
    "form-motion": (
        "tán thành, không tán thành hoặc không biểu quyết",
        "for, against or abstaining",
    ),
    "form-options": (
        "chọn nhiều nhất {picks} trong {options} để lấy {places}",
        "choose at most {picks} of {options}, {places} to be taken",
    ),
    "form-confidence": (
        "lấy phiếu tín nhiệm {options} người theo ba mức",
        "confidence in {options} persons, in three levels",
    ),
    "replaces": ("Biểu quyết lại của {poll}.", "A re-vote of {poll}."),
    "second-round": (
        "Vòng sau của {poll}: {options} phương án còn lại, {places} chỗ còn lại.",
        "The next round of {poll}: {options} options left for {places} places left.",
    ),
    "package": ("Trọn gói, gồm cả các nội dung: {items}.", "A package with the items: {items}."),
    "poll-times": (
        "Mở lúc {opened}, kết thúc lúc {closed}{by}.",
        "Open from {opened} to {closed}{by}.",
    ),
    "by-chair": (" (chủ tọa kết thúc)", " (ended by the chair)"),
    "by-time": (" (hết giờ)", " (time ran out)"),
    "not-closed": ("chưa kết thúc", "never closed"),
    "could-vote": (
        "Được biểu quyết: {roll} thành viên; có mặt khi mở: {present}; vắng mặt: {absent}.",
        "Could vote: {roll} members; present at the opening: {present}; absent: {absent}.",
    ),
    "without-vote": (
        "Không tham gia biểu quyết việc này: {who}.",
        "Without a vote in this matter: {who}.",
    ),
    "chair-waits": (
        "Chủ tọa chỉ biểu quyết khi số phiếu ngang nhau.",
        "The chair votes only in a tie.",
    ),
    "no-quorum": ("Khi mở không đủ điều kiện tiến hành.", "There was no quorum when it opened."),
}
_ANSWERS = {
    "answer": ("{choice} ({count}): {who}", "{choice} ({count}): {who}"),
    "answer-unnamed": ("{choice}: {count}", "{choice}: {count}"),
    "answered": ("{who}: {answer}{corrected}", "{who}: {answer}{corrected}"),
    "corrected": (" (đã đính chính)", " (corrected)"),
    "blank": ("phiếu trắng", "blank"),
    "struck": ("không tính", "struck out"),
    "nobody": ("không có ai", "nobody"),
    "for": ("Tán thành", "In favour"),
    "against": ("Không tán thành", "Against"),
    "abstain": ("Không biểu quyết", "Abstaining"),
    "silent": ("Có mặt, không bấm nút", "Present, did not press"),
    "silent-by-hand": ("Có mặt, không có ý kiến", "Present, no answer"),
    "absent": ("Vắng mặt", "Absent"),
    "high": ("Tín nhiệm cao", "High confidence"),
    "medium": ("Tín nhiệm", "Confidence"),
    "low": ("Tín nhiệm thấp", "Low confidence"),
    "typed": (
        "{at}: {who} nhập {entry} ({where})",
        "{at}: {who} typed {entry} ({where})",
    ),
    "entry": (
        "{cast} phiếu (trắng {blank}, không hợp lệ {invalid}): {counts}",
        "{cast} ballots ({blank} blank, {invalid} invalid): {counts}",
    ),
    "option-count": ("{option} {votes}", "{option} {votes}"),
    "typed-by-one": ("Người nhập kết quả đếm: {who}.", "Counts typed by: {who}."),
    "typed-by-two": (
        "Hai người nhập độc lập đều ra cùng kết quả: {who}.",
        "Typed apart by two persons, who agree: {who}.",
    ),
    "typed-corrected": (
        "Số liệu được tính là số liệu đã đính chính dưới đây.",
        "The numbers that count are the corrected ones, below.",
    ),
    "not-agreed": ("Chưa có kết quả đếm nào được tính.", "No counts that count."),
}
_COUNT = {
    "formula": (
        "Công thức: {formula}, tính trên {base} ({base_count}); cần ít nhất {needed} tán thành.",
        "Formula: {formula}, over {base} ({base_count}); at least {needed} in favour needed.",
    ),
    "options-formula": (
        "Tính trên {base} ({base_count}); mỗi phương án cần ít nhất {needed} phiếu.",
        "Over {base} ({base_count}); each option needs at least {needed} votes.",
    ),
    "relative": (
        "Vòng này ai nhiều phiếu nhất thì được chọn.",
        "In this round whoever has most votes is elected.",
    ),
    "confidence-formula": (
        (
            "Tính trên {base} ({base_count}): từ {resign} phiếu thấp có thể xin từ chức,"
            " từ {dismiss} phiếu thấp phải làm thủ tục miễn nhiệm."
        ),
        (
            "Over {base} ({base_count}): from {resign} low ratings a person may resign,"
            " from {dismiss} on a dismissal must be dealt with."
        ),
    ),
    "option": (
        "{option}: {votes} phiếu ({formula}) → {standing}",
        "{option}: {votes} votes ({formula}) → {standing}",
    ),
    "rated": (
        "{option}: cao {high}, tín nhiệm {medium}, thấp {low} ({formula}) → {standing}",
        "{option}: high {high}, medium {medium}, low {low} ({formula}) → {standing}",
    ),
    "elected": ("được chọn", "elected"),
    "not-elected": ("không được chọn", "not elected"),
    "tied": (
        "ngang phiếu ở chỗ cuối cùng nên chưa được chọn",
        "level for the last place, so not elected",
    ),
    "kept": ("tiếp tục giữ chức vụ", "keeps the office"),
    "may-resign": ("có thể xin từ chức", "may resign"),
    "dismissal": ("phải làm thủ tục miễn nhiệm", "a dismissal must be dealt with"),
    "abstention-subtracted": (
        "Người không biểu quyết được trừ khỏi số làm căn cứ tính.",
        "Those who abstain are taken out of the base.",
    ),
    "abstention-barring": (
        "Nếu số không biểu quyết nhiều hơn mỗi bên thì không đạt.",
        "Where those abstaining outnumber either side it is not carried.",
    ),
    "tie-chair-side": (
        "Hai bên bằng nhau: theo bên chủ tọa đã biểu quyết ({choice}).",
        "Both sides are equal: the side on which the chair voted decides ({choice}).",
    ),
    "tie-chair-side-unknown": (
        "Hai bên bằng nhau và chủ tọa không đứng về bên nào: phải biểu quyết lại.",
        "Both sides are equal and the chair took neither: vote again.",
    ),
    "tie-decided": (
        "Số phiếu ngang nhau; chủ tọa biểu quyết sau cùng: {choice}. Số liệu dưới đây đã gồm phiếu này.",
        "A tie; the chair voted last: {choice}. The numbers below have this vote in them.",
    ),
    "tie-waits": (
        "Số phiếu ngang nhau, chờ chủ tọa quyết định.",
        "A tie that waits for the chair's vote.",
    ),
    "basis": ("Căn cứ: {citation}.", "Legal basis: {citation}."),
    "unverified": ("{citation} (chưa đối chiếu)", "{citation} (not checked against the law)"),
    "outcome": (
        "Tính lại: {recounted}. Đã ghi: {recorded}. → {verdict}",
        "Counted again: {recounted}. As recorded: {recorded}. → {verdict}",
    ),
    "counts": (
        (
            "{yes} tán thành, {no} không tán thành, {abstain} không biểu quyết, {silent} không bấm,"
            " {absent} vắng"
        ),
        "{yes} for, {no} against, {abstain} abstaining, {silent} not pressing, {absent} absent",
    ),
    "counts-by-hand": (
        (
            "{yes} tán thành, {no} không tán thành, {abstain} không biểu quyết,"
            " {invalid} không hợp lệ, {silent} không có ý kiến, {absent} vắng"
        ),
        "{yes} for, {no} against, {abstain} abstaining, {invalid} invalid, {silent} silent, {absent} absent",
    ),
    "counts-of-ballots": (
        "{cast} phiếu, trắng {blank}, không hợp lệ {invalid}, {silent} không bỏ phiếu, {absent} vắng",
        "{cast} ballots, {blank} blank, {invalid} invalid, {silent} without one, {absent} absent",
    ),
    "agrees": ("KHỚP", "AGREES"),
    "differs": ("KHÔNG KHỚP", "DIFFERS"),
    "none": ("không có", "none"),
    "check-code": (
        "Mã đối chiếu: {code} (so với mã trên màn hình và trong biên bản).",
        "Check code: {code} (compare with the wall's and the minutes').",
    ),
    "carried": ("Đạt", "Carried"),
    "not-carried": ("Không đạt", "Not carried"),
    "vote-again": ("Cần biểu quyết lại", "Vote again"),
    "chair-decides": ("Chờ chủ tọa quyết định", "The chair decides"),
    "counted": ("Đã kiểm phiếu", "Counted"),
    "base-members": ("tổng số thành viên", "all members"),
    "base-entitled": ("số thành viên được biểu quyết", "members entitled to vote"),
    "base-present": ("số thành viên có mặt", "members present"),
    "base-cast": ("số phiếu hợp lệ", "valid ballots"),
    "base-for-and-against": ("số tán thành và không tán thành", "those for and against"),
}
_AFTER = {
    "correction": (
        "ĐÍNH CHÍNH lúc {at} ({where}), thư ký {who}. Lý do: {reason}",
        "CORRECTED at {at} ({where}) by the secretary {who}. Reason: {reason}",
    ),
    "correction-change": ("sửa thành: {change}", "now: {change}"),
    "correction-result": ("trước: {before}; sau: {after}", "before: {before}; after: {after}"),
    "void-agreed": (
        "{at}: chủ tọa đề nghị hủy, thư ký đồng ý lúc {answered}. Lý do: {reason}",
        "{at}: the chair proposed to void it, the secretary agreed at {answered}. Reason: {reason}",
    ),
    "void-declined": (
        "{at}: chủ tọa đề nghị hủy, thư ký không đồng ý lúc {answered}. Lý do: {reason}",
        "{at}: the chair proposed to void it, the secretary declined at {answered}. Reason: {reason}",
    ),
    "void-open": (
        "{at}: chủ tọa đề nghị hủy, thư ký chưa trả lời. Lý do: {reason}",
        "{at}: the chair proposed to void it, the secretary has not answered. Reason: {reason}",
    ),
    "voided": (
        "BIỂU QUYẾT NÀY ĐÃ BỊ HỦY, không có giá trị.",
        "THIS POLL WAS DECLARED VOID and does not count.",
    ),
    "superseded": (
        "Kết quả này đã được thay bằng {poll}.",
        "This result was replaced by {poll}.",
    ),
    "next-round": (
        "Người hoặc phương án được chọn ở trên giữ nguyên; các chỗ còn lại do {poll} quyết định.",
        "Whoever is elected above stays so; {poll} decided on the places left.",
    ),
    "passed": (
        "Đã thông qua không thảo luận các nội dung: {items}.",
        "Passed without discussion: {items}.",
    ),
    "unannounced": ("Kết quả chưa được công bố.", "The result was never announced."),
}
POLLS: dict[str, tuple[str, str]] = _COURSE | _ANSWERS | _COUNT | _AFTER
