"""What may be typed as an answer: a check for each kind gives it as it is stored, or refuses it in a sentence."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import PurePath
from zoneinfo import available_timezones

from runstrong.errors import InvalidSetting

Check = Callable[[str, str], str]
"""A setting's key and what was typed for it -> how it is stored; raises InvalidSetting."""

_PACE = re.compile(r"(\d{1,2}):([0-5]\d)")


def _refuse(key: str, text: str, wanted: str) -> InvalidSetting:
    return InvalidSetting(f"{key} cannot be “{shown(text)}”: give {wanted}.")


def shown(typed: str) -> str:
    """The bytes typed in a terminal need not be text, and what is not cannot be printed."""
    return typed[:40].encode("utf-8", "replace").decode("utf-8")


def whole(low: int, high: int, unit: str) -> Check:
    """A whole number, both ends included."""

    def check(key: str, text: str) -> str:
        if not re.fullmatch(r"\d{1,6}", text) or not low <= int(text) <= high:
            raise _refuse(key, text, f"a whole number from {low} to {high}{unit}")
        return str(int(text))

    return check


def one_of(*words: str) -> Check:
    """One of the words, in any case."""

    def check(key: str, text: str) -> str:
        if text.lower() not in words:
            raise _refuse(key, text, " or ".join(words))
        return text.lower()

    return check


def several(vocabulary: Sequence[str]) -> Check:
    """Some of the words, in the order of the vocabulary."""

    def check(key: str, text: str) -> str:
        asked = {word.strip().lower() for word in text.split(",") if word.strip()}
        strangers = sorted(asked - set(vocabulary))
        if strangers:
            raise _refuse(key, strangers[0], "words from: " + ", ".join(vocabulary))
        return ",".join(word for word in vocabulary if word in asked)

    return check


def day(key: str, text: str) -> str:
    """A day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise _refuse(key, text, "a date as YYYY-MM-DD") from None


def pace(key: str, text: str) -> str:
    """A pace per km as m:ss."""
    match = _PACE.fullmatch(text)
    if not match or not 120 <= int(match[1]) * 60 + int(match[2]) <= 900:
        raise _refuse(key, text, "minutes and seconds per km from 2:00 to 15:00, such as 4:45")
    return f"{int(match[1])}:{match[2]}"


def zone(key: str, text: str) -> str:
    """A time zone by its name."""
    if text not in available_timezones():
        raise _refuse(key, text, "a time zone such as Europe/Berlin")
    return text


def pains(regions: Sequence[str]) -> Check:
    """Regions of the body, each with its pain from 0 to 10."""

    def check(key: str, text: str) -> str:
        found: dict[str, int] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            region, _, pain = part.partition(":")
            if region not in regions or not re.fullmatch(r"\d|10", pain):
                raise _refuse(key, part, "region:pain with pain from 0 to 10, regions: " + ", ".join(regions))
            found[region] = int(pain)
        return ",".join(f"{region}:{found[region]}" for region in regions if region in found)

    return check


def several_or_none(vocabulary: Sequence[str]) -> Check:
    """Some of the words, or that it is none of them."""
    some = several(vocabulary)
    return lambda key, text: "none" if text.lower() == "none" else some(key, text)


def folder(key: str, text: str) -> str:
    """A folder in full: the program may be started from anywhere. A path copied on Windows comes in quotes."""
    path = text.strip('"')
    if not (path.startswith("~") or PurePath(path).is_absolute()) or not path.isprintable() or len(path) > 1000:
        raise _refuse(key, text, "a folder with its full path, such as ~/Dropbox/Runs")
    return str(PurePath(path))
