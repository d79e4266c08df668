"""Text from files made harmless."""

import re

import pytest

from runstrong.ui.plain import plain

MARKS = re.compile(r"(?<!\\)[`*_{}\[\]()<>#|~$]")


@pytest.mark.parametrize(
    "hostile",
    [
        "**bold** _it_ ~~gone~~ `code` ```block```",
        "[click](https://evil.example) ![pixel](https://evil.example/p.png)",
        "<script>alert(1)</script><b>x</b>",
        "$x^2$ and $$y$$",
        "| a | b |",
        "# head",
        ":red[hot] :blue-background[x] :badge[y]{color=red}",
    ],
)
def test_every_mark_of_markdown_is_escaped(hostile: str) -> None:
    assert not MARKS.search(plain(hostile))


@pytest.mark.parametrize(
    "text", [":smile:", ":material/home:", ":+1:", ":100:", "https://evil.example", "mailto:x", "a@evil.example"]
)
def test_what_is_recognised_after_markdown_is_broken_up(text: str) -> None:
    for broken in re.findall(r"[:@].", plain(text)):
        assert broken[1] == "\u2060"


def test_a_bare_web_address_is_no_link() -> None:
    assert "www." not in plain("www.evil.example").replace("\\", "")
    assert "WWW." not in plain("WWW.evil.example").replace("\\", "")


@pytest.mark.parametrize("text", ["12:30", "7:05:10", "5:41 /km", "a: b"])
def test_clock_times_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


def test_hidden_characters_become_blanks() -> None:
    assert plain("run\u202egpj\u2066.\x00exe\u200b") == r"run gpj \. exe"
    assert plain("one\ntwo\r\n\n  three\u2028four") == "one two three four"


def test_a_backslash_cannot_undo_the_escaping() -> None:
    assert plain(r"\*x\*") == r"\\\*x\\\*"


def test_letters_of_every_script_and_emoji_stay() -> None:
    text = "Łódź – Αθήνα, 東京 نیم‌فاصله 🏃‍♀️"
    assert plain(text) == text
