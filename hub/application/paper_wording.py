"""What intake says of a paper, as sentences: for the import of a folder, for `check-paper`, for pages.

Facts of a refusal fill the braces; `{paper}` is the file's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, TypeAlias

from hub.application.intake import AcceptedPaper, IntakeError

Language: TypeAlias = Literal["vi", "en"]

SENTENCES: dict[str, tuple[str, str]] = {
    "missing-file": ("Không tìm thấy tệp “{paper}”.", "The file “{paper}” does not exist."),
    "not-a-file": ("“{paper}” không phải là tệp.", "“{paper}” is not a file."),
    "unreadable-file": ("Không đọc được tệp “{paper}”.", "The file “{paper}” cannot be read."),
    "empty-file": ("Tệp “{paper}” rỗng (0 byte).", "The file “{paper}” is empty (0 bytes)."),
    "file-too-large": (
        "Tệp “{paper}” có {megabytes} MB, quá giới hạn {limit} MB.",
        "The file “{paper}” has {megabytes} MB, more than the {limit} MB allowed.",
    ),
    "not-a-pdf": (
        "Tệp “{paper}” có tên là PDF nhưng nội dung không phải PDF.",
        "The file “{paper}” is called a PDF but is none.",
    ),
    "unsupported-format": (
        (
            "Tệp “{paper}” thuộc loại không nhận; hãy dùng PDF, ảnh (JPEG, PNG, TIFF) hoặc tệp doc, docx, "
            "xls, xlsx, ppt, pptx, odt."
        ),
        (
            "The file “{paper}” is of a kind that is not taken; use PDF, pictures (JPEG, PNG, TIFF) or doc, "
            "docx, xls, xlsx, ppt, pptx, odt."
        ),
    ),
    "office-missing": (
        (
            "Máy này chưa cài LibreOffice nên không chuyển được tệp “{paper}” sang PDF; hãy cài LibreOffice "
            "hoặc lưu tệp thành PDF."
        ),
        "LibreOffice is not installed here to make a PDF of “{paper}”; install it, or save the file as PDF.",
    ),
    "unreadable-office-file": (
        "Tệp “{paper}” bị hỏng hoặc không phải là tệp văn phòng, không chuyển sang PDF được.",
        "The file “{paper}” is damaged or no office file and cannot be made a PDF.",
    ),
    "password-required": (
        "Tệp “{paper}” có mật khẩu; hãy bỏ mật khẩu, hoặc với PDF thì ghi mật khẩu kèm theo.",
        "The file “{paper}” needs a password; remove it or, for a PDF, give it along.",
    ),
    "wrong-password": (
        "Mật khẩu không mở được tệp “{paper}”.",
        "The password does not open the file “{paper}”.",
    ),
    "too-many-pages": (
        "Tệp “{paper}” có {pages} trang, quá giới hạn {limit} trang.",
        "The file “{paper}” has {pages} pages, more than the {limit} allowed.",
    ),
    "no-pages": ("Tệp “{paper}” không có trang nào.", "The file “{paper}” has no pages."),
    "page-too-large": (
        "Trang {page} của tệp “{paper}” có khổ giấy quá lớn.",
        "Page {page} of the file “{paper}” is too large a sheet.",
    ),
    "image-too-large": (
        "Tệp “{paper}” có hình lớn hơn {limit} điểm ảnh.",
        "The file “{paper}” has a picture of more than {limit} pixels.",
    ),
    "unreadable-image": (
        "Tệp “{paper}” là ảnh bị hỏng, không đọc được.",
        "The file “{paper}” is a damaged picture and cannot be read.",
    ),
    "scan-unchecked": (
        (
            "Tệp “{paper}” có {pages} trang hình (từ trang {page}) mà máy không đọc được để tìm dấu mật; "
            "hãy cài tesseract tiếng Việt, hoặc cần hai người xem và ghi tên (“seen_by”)."
        ),
        (
            "The file “{paper}” has {pages} pages of pictures (from page {page}) that no machine could "
            "search for secrecy marks; install tesseract for Vietnamese, or have two people look and be "
            "named (“seen_by”)."
        ),
    ),
    "paper-marked-secret": (
        "Tệp “{paper}” có dấu chỉ độ mật: tài liệu mật không được đưa vào hệ thống.",
        "The file “{paper}” carries a secrecy mark: secret papers must not enter this system.",
    ),
    "unreadable-pdf": (
        "Tệp “{paper}” bị hỏng, không đọc được.",
        "The file “{paper}” is damaged and cannot be read.",
    ),
    "intake-timeout": (
        "Kiểm tra tệp “{paper}” quá {seconds} giây nên đã dừng.",
        "Checking the file “{paper}” took more than {seconds} seconds and was stopped.",
    ),
    "intake-crashed": (
        "Tệp “{paper}” làm hỏng bộ kiểm tra nên bị từ chối.",
        "The file “{paper}” broke the checker and is refused.",
    ),
}
"""By code, Vietnamese and English."""

STRIPPED: dict[str, tuple[str, str]] = {
    "automatic-action": ("lệnh tự chạy", "automatic actions"),
    "embedded-file": ("tệp đính kèm", "attached files"),
    "form-script": ("mẫu XFA", "XFA forms"),
    "form-submission": ("lệnh gửi biểu mẫu", "form submissions"),
    "javascript": ("mã JavaScript", "JavaScript"),
    "launch-action": ("lệnh mở chương trình", "launch actions"),
    "macro": ("macro", "macros"),
    "media": ("âm thanh, phim", "sound and film"),
    "outside-file": ("liên kết tới tệp khác", "links to other files"),
    "signature": (
        "chữ ký số (không còn hiệu lực khi tệp bị sửa)",
        "the digital signature (void once changed)",
    ),
}
"""What was taken out of a paper, by kind."""

RESTRICTIONS: dict[str, tuple[str, str]] = {
    "annotate": ("ghi chú", "notes"),
    "copy": ("sao chép", "copying"),
    "modify": ("sửa", "changes"),
    "print": ("in", "printing"),
}
"""What the owner of a paper forbids."""

READ: dict[bool, tuple[str, str]] = {
    False: (
        "máy nhận dạng chữ trên {pages} trang quét, có thể sai sót",
        "text of {pages} scanned pages recognised by machine, slips possible",
    ),
    True: (
        (
            "máy nhận dạng chữ trên {pages} trang quét, không ghi vào tệp vì có chữ ký số: "
            "đại biểu không tìm được chữ trên các trang này"
        ),
        (
            "text of {pages} scanned pages recognised by machine and not written into the digitally "
            "signed file: members cannot search these pages"
        ),
    ),
}
"""What was recognised in scans, by whether the paper holds a digital signature."""


def refusal(error: IntakeError, paper: str, language: Language) -> str:
    """Why the paper was refused."""
    facts = defaultdict(str, {**error.facts, "paper": paper})
    return _in(language, SENTENCES[error.code]).format_map(facts)


def acceptance(paper: AcceptedPaper, language: Language) -> str:
    """What was done to an accepted paper, in one sentence."""
    return (
        f"{_in(language, ('Nhận', 'Accepted'))}{''.join(f'; {n}' for n in notes(paper, language))}."
    )


def notes(paper: AcceptedPaper, language: Language) -> list[str]:
    """What a clerk should know of an accepted paper; nothing for most."""
    said = []
    if paper.kind != "pdf":
        said.append(
            _in(language, (f"đã chuyển từ {paper.kind} sang PDF", f"made a PDF from {paper.kind}"))
        )
    if paper.repaired:
        said.append(_in(language, ("đã sửa tệp hỏng", "a damaged file was repaired")))
    if paper.stripped:
        named = _listed(paper.stripped, STRIPPED, language)
        said.append(_in(language, (f"đã bỏ {named}", f"taken out: {named}")))
    if (
        paper.kind == "pdf"
        and paper.received > len(paper.pdf)
        and not (paper.stripped or paper.repaired)
    ):
        sizes = f"{paper.received / 1e6:.1f} → {len(paper.pdf) / 1e6:.1f} MB"
        said.append(_in(language, (f"đã giảm cỡ hình: {sizes}", f"pictures made smaller: {sizes}")))
    if paper.restrictions:
        named = _listed(paper.restrictions, RESTRICTIONS, language)
        said.append(_in(language, (f"chủ tài liệu cấm: {named}", f"the owner forbids: {named}")))
    if read := sum(page.read_by == "ocr" for page in paper.facts):
        said.append(_in(language, READ[paper.signed]).format(pages=read))
    if silent := sum(page.read_by == "nobody" for page in paper.facts):
        said.append(
            _in(
                language,
                (
                    f"{silent} trang quét không tìm được chữ",
                    f"{silent} scanned pages cannot be searched",
                ),
            )
        )
    return said


def _listed(kinds: Iterable[str], words: dict[str, tuple[str, str]], language: Language) -> str:
    return ", ".join(_in(language, words.get(kind, (kind, kind))) for kind in kinds)


def _in(language: Language, words: tuple[str, str]) -> str:
    return words[0] if language == "vi" else words[1]
