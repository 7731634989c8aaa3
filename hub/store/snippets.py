"""A page's words around what was looked for."""

from __future__ import annotations

import re

from protocol.finding import Hit, find
from protocol.folding import fold, folded

MOST_LOOKED_AT = 4  # places on a page, to find one where a word begins

_WORD = re.compile(r"[^\W_]+")
_BLANK = re.compile(r"\s+")


def snippet(text: str, words: str) -> tuple[str, str, str]:
    """Before, match, after, on one line: the phrase if it stands there, else the longest of its words.

    A phrase whose words are apart by signs, or a page that has them apart, shows one word. Without any, the
    beginning of the page.
    """
    page = fold(text)
    single = _WORD.findall(folded(words))
    wanted = [words, " ".join(single), *sorted(single, key=len, reverse=True)]
    for each in dict.fromkeys(wanted):
        hit = next(
            (hit for hit in find([page], each, MOST_LOOKED_AT).hits if _begins_word(hit)), None
        )
        if hit:
            return hit.before, hit.match, hit.after
    return "", "", _BLANK.sub(" ", text[:96]).strip()


def _begins_word(hit: Hit) -> bool:
    return not hit.before[-1:].isalnum()
