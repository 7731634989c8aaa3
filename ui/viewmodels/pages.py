"""Pages in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence


def ranges(pages: Sequence[int]) -> str:
    """ "2, 5–7, 11"."""
    groups: list[list[int]] = []
    for page in sorted(set(pages)):
        if groups and page == groups[-1][-1] + 1:
            groups[-1].append(page)
        else:
            groups.append([page])
    return ", ".join(f"{g[0]}–{g[-1]}" if len(g) > 1 else str(g[0]) for g in groups)


def typed_page(before: int, digit: int, pages: int) -> int:
    """The page number after one more digit; a number beyond the last page begins anew."""
    longer = before * 10 + digit
    return longer if longer <= pages else digit if digit <= pages else before
