from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.folding import accented, fold, folded

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)
letters = st.sampled_from(VIETNAMESE + VIETNAMESE.upper())
vietnamese = st.text(
    alphabet=st.one_of(letters, st.sampled_from(" -\n,.15/“”–\u00ad")), max_size=60
)
anything = st.one_of(
    st.text(max_size=60),
    vietnamese,
    st.text(alphabet="aĐ-\n \u00ad\u0301ßﬁİ\t\u200b‐", max_size=30),
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Nghị quyết", "nghi quyet"),
        ("ĐẤT ĐAI", "dat dai"),
        ("ẰẴỘỮỸ ơ ư", "aaouy o u"),
        ("hai \n\t  dòng", "hai dong"),
        ("infor-\nmation", "information"),
        ("infor- \n  mation", "information"),
        ("infor\u00ad\nmation, co\u00adop", "information, coop"),
        ("15/NQ-\nHĐND", "15/nq-hdnd"),
        ("kinh tế -\nxã hội", "kinh te - xa hoi"),
        ("2020-\n2025", "2020- 2025"),
        ("“số” – ‘một’", "\"so\" - 'mot'"),
        ("ﬁn Straße", "fin strasse"),
        ("zero\u200bwidth", "zerowidth"),
        ("", ""),
    ],
)
def test_folding(text: str, form: str) -> None:
    assert folded(text) == form


@given(anything)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(vietnamese)
def test_decomposed_text_folds_like_composed(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(text)


@given(anything)
def test_every_place_leads_back_into_the_text_and_never_backwards(text: str) -> None:
    form = fold(text)
    origins = [form.origin(place) for place in range(len(form.text) + 1)]

    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins[:-1])
    assert origins[-1] == len(text)


@given(anything)
def test_a_letter_comes_from_a_letter_that_folds_to_it(text: str) -> None:
    form = fold(text)

    for place, char in enumerate(form.text):
        if not char.isspace() and char != "-":
            assert char in folded(text[form.origin(place)])


@given(vietnamese)
def test_vietnamese_folds_to_plain_letters(text: str) -> None:
    assert folded(text).isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("Thủy", "THUỶ"),
        ("khỏe  mạnh", "khoẻ mạnh"),
        ("quy\u0301", "quý"),
        ("tuỳ", "tùy"),
    ],
)
def test_where_the_tone_is_written_does_not_matter(one: str, other: str) -> None:
    assert accented(one) == accented(other)


@pytest.mark.parametrize(
    ("one", "other"), [("đường", "dương"), ("ma", "má"), ("bàn", "bạn"), ("to", "tô")]
)
def test_accents_do_matter(one: str, other: str) -> None:
    assert accented(one) != accented(other)
    assert folded(one) == folded(other)


def test_a_tone_inside_a_word_stays() -> None:
    assert accented("Biểu QUYẾT toàn thuỷ, hoàn") == "biểu quyết toàn thủy, hoàn"


@given(anything)
def test_whitespace_alone_is_blank(text: str) -> None:
    assert fold(text).blank == (not folded(text).strip())
