"""Sentences about the bundle: its file, keys, chain, plan and minutes."""

from __future__ import annotations

_FILES = {
    "file-missing": ("thiếu tệp này", "the file is missing"),
    "file-changed": (
        "nội dung không còn như trong bảng kê đã ký",
        "its content is not what the signed manifest lists",
    ),
    "file-unlisted": ("không có trong bảng kê đã ký", "the signed manifest does not list it"),
    "file-too-large": ("tệp lớn quá mức cho phép", "the file is larger than allowed"),
    "unreadable-file": ("tệp hỏng, không đọc được", "the file is damaged"),
    "malformed-json": ("không phải JSON đúng quy cách: {detail}", "no proper JSON: {detail}"),
    "not-canonical": (
        "không ở dạng JSON chuẩn tắc (RFC 8785)",
        "not in canonical JSON (RFC 8785)",
    ),
    "unexpected-shape": ("nội dung sai cấu trúc: {detail}", "wrong content: {detail}"),
    "unknown-bundle-format": ("hồ sơ có định dạng lạ: {detail}", "unknown bundle format: {detail}"),
    "bad-manifest": ("bảng kê sai quy cách: {detail}", "the manifest breaks its rules: {detail}"),
}
_SEAL = {
    "bad-signature": (
        "chữ ký của máy chủ phòng họp không đúng với bảng kê này",
        "the hub's signature does not fit this manifest",
    ),
    "wrong-certificate": (
        "chứng thư không thuộc phòng họp này hoặc không đúng vai trò",
        "the certificate is for another room, device or role",
    ),
    "certificate-unreadable": (
        "không đọc được tệp chứng thư ({detail})",
        "the certificate file cannot be read ({detail})",
    ),
    "foreign-certificate": (
        "chứng thư không do gốc của phòng họp này cấp ({detail})",
        "the certificate was not issued by this room's authority ({detail})",
    ),
    "expired": (
        "chứng thư không có hiệu lực vào lúc đó ({detail})",
        "the certificate was not valid at that time ({detail})",
    ),
    "malformed": ("chứng thư sai quy cách ({detail})", "malformed certificate ({detail})"),
    "ca-on-trust": (
        "chứng thư gốc lấy từ chính hồ sơ; hãy so dấu vân tay {sha256} với phòng họp",
        "the root certificate comes from the bundle itself; ask the room if its fingerprint is {sha256}",
    ),
    "another-ca": (
        "chứng thư gốc khác với chứng thư được tin cậy; dấu vân tay {sha256}",
        "not the trusted root certificate; fingerprint {sha256}",
    ),
}
_CHAIN = {
    "malformed-record": ("bản ghi sai cấu trúc", "the record is malformed"),
    "malformed-timestamp": ("thời điểm sai quy cách: {detail}", "malformed time: {detail}"),
    "record-too-long": ("bản ghi dài quá mức cho phép", "the record is longer than allowed"),
    "record-out-of-sequence": (
        "sai số thứ tự: có bản ghi bị bỏ, thêm hoặc đổi chỗ ({detail})",
        "out of sequence: records were removed, added or moved ({detail})",
    ),
    "record-altered": (
        "bị sửa: bản ghi kế tiếp ghi nhận một mã băm khác",
        "altered: the record after it vouches for another hash",
    ),
    "chain-broken": (
        "không nối tiếp bản ghi trước nó",
        "it does not follow from the record before it",
    ),
    "head-differs": (
        "bản ghi cuối không phải bản ghi mà bảng kê đã ký nêu",
        "the last record is not the one the signed manifest names",
    ),
    "no-records": ("nhật ký trống", "the log is empty"),
}
_PLAN = {
    "another-meeting": (
        "nhật ký của phiên họp khác ({meeting}, phòng {room})",
        "the log is of another meeting ({meeting}, room {room})",
    ),
    "plan-repeats": (
        "chương trình nêu trùng {kind}: {name}",
        "the plan names a {kind} twice: {name}",
    ),
    "plan-names-unknown": (
        "chương trình nêu {kind} không có: {name}",
        "the plan names a {kind} that is not there: {name}",
    ),
    "bad-rule": (
        "quy tắc không tính được ({name}{detail})",
        "a rule that cannot be computed ({name}{detail})",
    ),
    "bad-poll": (
        "biểu quyết {poll} có phương án, số được chọn hoặc số cần bầu không hợp lệ",
        "the options, picks or places of poll {poll} do not fit together",
    ),
    "secret-poll": (
        "biểu quyết kín {poll} chưa được hỗ trợ",
        "secret poll {poll} is not supported",
    ),
    "documents-left-out": (
        "hồ sơ xuất không kèm tài liệu; {papers} tài liệu chưa được đối chiếu",
        "exported without documents; {papers} papers were not compared",
    ),
    "document-recalled": (
        "tài liệu đã bị thu hồi; chỉ còn dấu vân tay {sha256}",
        "this paper was recalled; only its fingerprint {sha256} is left",
    ),
    "document-missing": ("thiếu tài liệu đã phát hành", "a released document is missing"),
    "document-differs": (
        "không phải tài liệu đã phát hành",
        "not the document that was released",
    ),
    "document-not-in-plan": (
        "tài liệu không có trong chương trình",
        "a document that the plan does not name",
    ),
    "roster-malformed": ("danh sách họ tên sai quy cách: {detail}", "malformed roster: {detail}"),
}
_MINUTES = {
    "no-minutes": ("chưa có biên bản", "there are no minutes"),
    "minutes-not-recorded": (
        "nhật ký không ghi nhận biên bản này",
        "the record knows nothing of these minutes",
    ),
    "minutes-file-differs": (
        "biên bản kèm theo không phải tệp được ghi nhận ({file})",
        "the minutes enclosed are not the file recorded ({file})",
    ),
    "minutes-numbers-unreadable": (
        "không đọc được số liệu của biên bản: {detail}",
        "the numbers of the minutes cannot be read: {detail}",
    ),
    "minutes-differ": (
        "biên bản nêu {field} {poll} là {stated}, đúng là {right}",
        "the minutes state {field} {poll} as {stated}, right is {right}",
    ),
    "minutes-of-another-record": (
        "biên bản lập từ một nhật ký khác (bản ghi số {record})",
        "the minutes rest on another log (record {record})",
    ),
    "minutes-text-unread": (
        "không đọc được chữ trong biên bản trên máy này; chỉ số liệu kèm theo được đối chiếu",
        "this machine cannot read the text of the minutes; only the numbers beside it were compared",
    ),
    "minutes-text-differs": (
        "không tìm thấy câu hỏi và số liệu của biểu quyết {poll} trong bản in",
        "question and numbers of poll {poll} are not found in the printed text",
    ),
    "minutes-unreadable": ("không mở được biên bản: {detail}", "the minutes do not open: {detail}"),
}
_REFUSALS = {
    "not-a-zip": ("không phải tệp zip nguyên vẹn", "not an intact zip file"),
    "bundle-too-large": ("hồ sơ lớn quá mức cho phép", "the bundle is larger than allowed"),
    "too-many-files": ("hồ sơ có quá nhiều tệp", "the bundle holds too many files"),
    "zip-not-plain": (
        "tệp zip dùng phần mở rộng không được phép",
        "the zip uses extensions that are not allowed",
    ),
    "unsafe-path": ("đường dẫn không được phép: {detail}", "path not allowed: {detail}"),
    "duplicate-path": ("tệp xuất hiện hai lần: {detail}", "file appears twice: {detail}"),
    "encrypted-file": ("tệp bị mã hóa: {detail}", "encrypted file: {detail}"),
    "unsupported-compression": (
        "cách nén không được hỗ trợ: {detail}",
        "unsupported compression: {detail}",
    ),
    "suspicious-ratio": ("tỉ lệ nén đáng ngờ: {detail}", "suspicious compression: {detail}"),
}
BUNDLE = _FILES | _SEAL | _CHAIN | _PLAN | _MINUTES | _REFUSALS
