"""What a Garmin export says about activities: their titles, and the shoes they were run in.

Its FIT files bear the number of their upload, which stands in no table; so a file is known by when it began.
"""

import codecs
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from runstrong.ingest.names import paragraphs, plain

SUMMARIES: Final = re.compile(r"summarizedActivities[^/]*\.json$", re.IGNORECASE)
GEAR: Final = re.compile(r"_gear\.json$", re.IGNORECASE)

_CHUNK: Final = 1 << 20
_LONGEST: Final = 4 * _CHUNK
"""Characters of one activity, of which the summary tells every split; more is no such summary."""
_BETWEEN: Final = re.compile(r'(?:[\s\[\],}]++|\{\s*+"summarizedActivitiesExport"\s*+:)*')
"""What stands before, between and behind the activities, which are objects in a list in an object in a list."""
_LATEST_S: Final = 250_000_000_000.0


@dataclass(frozen=True, slots=True)
class Summary:
    """What is written about one activity; `start_s` is UTC s, and one of several sports `is_whole`."""

    id: str
    start_s: float
    title: str | None
    description: str | None
    is_whole: bool


def summaries(read: Callable[[int], bytes]) -> Iterator[Summary | None]:
    """The activities of a summary, which may hold 100 MB: `read` piece by piece, none held beyond its turn.

    None stands for one of which nothing is written. Ends without a word where it is something else.
    """
    for told in _objects(read):
        start_s = _seconds(told.get("startTimeGmt")) or _seconds(told.get("beginTimestamp"))
        title, description = _text(told.get("name")), _text(told.get("description"))
        if start_s is None or not (title or description):
            yield None
            continue
        said = plain(title), paragraphs(description or "")
        yield Summary(_id(told.get("activityId")), start_s, *said, is_whole=told.get("parent") is True)


def gear(text: bytes) -> dict[str, str]:
    """The name of the gear, by the number of each activity it was used in; empty where this is no such table."""
    try:
        table = json.loads(text)
        first = table[0] if isinstance(table, list) else table
        names = {_id(one["gearPk"]): _name(one) for one in first["gearDTOS"]}
        uses = [(key, _id(use["activityId"])) for key, used in first["gearActivityDTOs"].items() for use in used]
        return {activity: name for key, activity in uses if (name := names.get(key))}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def _objects(read: Callable[[int], bytes]) -> Iterator[Mapping[str, Any]]:
    decoder = json.JSONDecoder()
    unpack = codecs.getincrementaldecoder("utf-8-sig")("replace")
    rest = ""
    while len(rest) <= _LONGEST and (chunk := read(_CHUNK)):
        rest += unpack.decode(chunk)
        at = _after(rest, 0)
        while at < len(rest):
            try:
                value, at = decoder.raw_decode(rest, at)
            except (ValueError, RecursionError):
                break  # its end has not been read yet, or this is no JSON
            if isinstance(value, dict):
                yield value
            at = _after(rest, at)
        rest = rest[at:]


def _after(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _id(value: object) -> str:
    return str(value) if isinstance(value, int | str) else ""


def _seconds(milliseconds: object) -> float | None:
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    seconds = milliseconds / 1000 if abs(milliseconds) < _LATEST_S * 1000 else math.nan
    return seconds if math.isfinite(seconds) else None


def _name(one: Mapping[str, Any]) -> str | None:
    return plain(_text(one.get("displayName")) or _text(one.get("customMakeModel")))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
