"""The index names the line a person would look at."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.application.toml_lines import index_lines, syntax_error_line

TEXT = '''\
title = "a # [x]"
text = """
one
two = 3
"""
members = [
  { id = "a", name = "x, y" }, # c
  # none
  { id = "b",
    name = "q" },
]
numbers = [1, 2,
 3]
[body]
name = 'x'
"q.r".s = 1

[[items]]
title = "1"
[[items.papers]]
file = "f"
[[items.papers]]
file = "g"
[[items]] # second
title = "2"
  [[items.papers]]
  file = "h"
'''


def test_every_kind_of_place_has_its_line() -> None:
    line = index_lines(TEXT).line
    assert line(("title",)) == 1
    assert line(("text",)) == 2
    assert line(("members", 0)) == 7
    assert line(("members", 1, "id")) == 9
    assert line(("members", 1, "name")) == 10
    assert line(("numbers", 2)) == 13
    assert line(("body", "name")) == 15
    assert line(("body", "q.r", "s")) == 16
    assert line(("items", 0, "papers", 1, "file")) == 23
    assert line(("items", 1)) == 24
    assert line(("items", 1, "papers", 0, "file")) == 27


def test_a_place_not_written_has_the_line_of_what_surrounds_it() -> None:
    line = index_lines(TEXT).line
    assert line(("items", 1, "minutes")) == 24
    assert line(("members", 1, "title")) == 9
    assert line(("absent",)) == 1


def test_a_syntax_error_has_its_line() -> None:
    text = 'a = 1\nb = "x\nc = 2\n'
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert syntax_error_line(str(caught.value), text) == 2
    assert syntax_error_line("Unclosed array (at end of document)", "a = [\n") == 2


@given(st.text(alphabet="[]{}=,\"#'a1.\n ", max_size=60))
def test_any_text_can_be_indexed(text: str) -> None:
    assert index_lines(text).line(("a", 1)) >= 1
