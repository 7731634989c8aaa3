"""Objects of a PDF are read and written back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.distribution.document_intake_active import Value, parse, write

ATOMS = st.one_of(
    st.integers(-999, 999).map(str),
    st.sampled_from(
        ["/Type", "/Page", "true", "null", "7 0 R", "(a \\(b\\) << ])", "<0AFF>", "()"]
    ),
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["/A", "/S", "/Kids"]), inner, max_size=3),
    ),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_reads_back_the_same(value: Value) -> None:
    assert parse(write(value)) == value


@given(st.text(alphabet="<>[]()/ AS09R\\", max_size=40))
def test_any_text_is_an_object_or_a_value_error(text: str) -> None:
    try:
        parse(text)
    except ValueError:
        return


@pytest.mark.parametrize("text", ["<</A", "[1 2", "(open", "", ")"])
def test_a_broken_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not understood"):
        parse(text)
