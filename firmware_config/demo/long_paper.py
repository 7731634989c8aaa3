"""The demo's long paper: one information sheet (phiếu thông tin) a page for every investment project.

Names, places and sums are put together from short lists by the project's number, so the same number
always gives the same project.
"""

from __future__ import annotations

from firmware_config.demo.paper_text import Block

_FIELDS = (  # as in the submission: field, projects up to this number, owner, work, base sum
    ("Giao thông", 96, "Ban Quản lý dự án giao thông tỉnh", "Nâng cấp đường liên xã", 28_800),
    ("Giáo dục và đào tạo", 174, "Sở Giáo dục và Đào tạo", "Trường trung học cơ sở", 6_400),
    ("Y tế", 215, "Sở Y tế", "Cải tạo, nâng cấp trạm y tế", 7_700),
    ("Thủy lợi", 267, "Ban Quản lý dự án nông nghiệp tỉnh", "Nâng cấp hồ chứa nước", 12_500),
    ("Chuyển đổi số", 294, "Sở Khoa học và Công nghệ", "Trung tâm phục vụ hành chính", 6_000),
    ("Văn hóa", 310, "Sở Văn hóa, Thể thao và Du lịch", "Nhà văn hóa, sân thể thao", 24_000),
)
_PLACES = (
    "Phú Sơn", "Nam Hà", "Tân Thanh", "Hoài Đức", "Liên Hà", "Bình Thạnh", "Tân Hội", "Hòa Nam",
    "Thanh Vân", "Quảng Lạc", "Yên Thọ", "Mỹ Lương", "Cẩm Tú", "Đồng Tiến", "Vĩnh Hòa", "Sơn Trà",
    "Kim Long", "Lộc Phát", "Xuân Cảnh", "Thạch Bàn", "Hưng Phong", "Trường Yên", "An Lộc",
)  # fmt: skip
_PURPOSE = """Mục tiêu: đáp ứng nhu cầu của khoảng {people} người dân xã {place} và vùng lân cận, \
góp phần hoàn thành tiêu chí xã nông thôn mới nâng cao."""
_PROGRESS = """Tiến độ: đã phê duyệt báo cáo nghiên cứu khả thi; giải phóng mặt bằng đạt {share}%; \
dự kiến khởi công trong quý {quarter} năm {year}."""
_OPINION = """Ý kiến thẩm định: dự án phù hợp quy hoạch tỉnh và khả năng cân đối vốn; đề nghị chủ đầu tư \
rà soát suất đầu tư và phương án tổ chức giao thông khi thi công."""
_GROUPS = ("nhóm B", "nhóm C", "nhóm C", "nhóm C")


def project_blocks(projects: int) -> list[Block]:
    """A table of all projects, then one sheet each."""
    sheets = [_sheet(number) for number in range(1, projects + 1)]
    rows = [["TT", "Tên dự án", "Lĩnh vực", "Tổng mức đầu tư"]]
    rows += [[str(s["number"]), str(s["name"]), str(s["field"]), str(s["total"])] for s in sheets]
    return [{"kind": "table", "rows": rows}, *sheets]


def _sheet(number: int) -> Block:
    field, _, owner, work, base = next((f for f in _FIELDS if number <= f[1]), _FIELDS[-1])
    place = _PLACES[number % len(_PLACES)]
    total = base + 610 * (number * 7 % 31)
    start = 2026 + number % 3
    years = _years(total, start)
    return {
        "kind": "card",
        "number": str(number),
        "name": f"{work} tại xã {place} (hạng mục {1 + number // len(_PLACES)})",
        "field": field,
        "total": _money(total),
        "facts": [
            ["Mã dự án", f"LH-{2026}-{number:04d}"],
            ["Lĩnh vực, nhóm dự án", f"{field}, {_GROUPS[number % 4]}"],
            ["Chủ đầu tư", owner],
            ["Địa điểm xây dựng", f"Xã {place}, tỉnh Lâm Hà"],
            ["Thời gian thực hiện", f"{start}–{min(2030, start + 2)}"],
            ["Tổng mức đầu tư", f"{_money(total)} triệu đồng"],
            ["Chủ trương đầu tư", f"Quyết định số {900 + number}/QĐ-UBND năm {2025 + number % 2}"],
            ["Diện tích sử dụng đất", f"{_money(1200 + 45 * (number * 13 % 97))} m²"],
        ],
        "years": years,
        "notes": [
            _PURPOSE.format(people=_money(900 + 37 * (number * 11 % 83)), place=place),
            _PROGRESS.format(share=40 + number * 17 % 60, quarter=1 + number % 4, year=start),
            _OPINION,
        ],
    }


def _years(total: int, start: int) -> list[list[str]]:
    """Funding by year from two sources; each row's years add up to its sum."""
    local = total * 3 // 5
    years = range(2026, 2031)
    running = [year for year in years if start <= year <= start + 2]
    rows = [["Nguồn vốn", "Tổng số", *map(str, years)]]
    for source, amount in (("Ngân sách tỉnh", local), ("Trung ương hỗ trợ", total - local)):
        share = amount // len(running)
        first = amount - share * (len(running) - 1)
        parts = [0 if y not in running else first if y == running[0] else share for y in years]
        rows.append([source, _money(amount), *(_money(part) if part else "–" for part in parts)])
    return rows


def _money(amount: int) -> str:
    """Thousands parted by points, as Vietnamese papers write them."""
    return f"{amount:,}".replace(",", ".")
