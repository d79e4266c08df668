"""What a runner, or the service they used, wrote about an activity: no watch file holds it."""

import hashlib
import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

_SAYS_NOTHING: Final = frozenset({"run", "running", "workout", "activity", "training"})
_SAME_START_S: Final = 30.0
"""A service counts from the press of the button, we from the first record where the file does not tell of one."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Title, description and gear, such as a pair of shoes, of one file; None where nothing was written."""

    title: str | None = None
    description: str | None = None
    gear: str | None = None

    @property
    def mark(self) -> str:
        """The same for the same words, in every process."""
        return _mark(self)


NO_CAPTION: Final = Caption()


class CaptionsByStart:
    """Captions that do not say which file they belong to, only when, in UTC s, the activity began."""

    def __init__(self, captions: Mapping[float, Caption]) -> None:
        self._captions = captions
        self._starts = sorted(captions)

    @cached_property
    def mark(self) -> str:
        """The same for the same captions, in every process."""
        return _mark([(start_s, self._captions[start_s]) for start_s in self._starts])

    def of(self, *starts_utc: datetime) -> Caption | None:
        """The caption of the first that began (naive UTC) when one says so, give or take half a minute."""
        near = (self._near(start_utc.replace(tzinfo=UTC).timestamp()) for start_utc in starts_utc)
        return next((self._captions[start_s] for start_s in near if start_s is not None), None)

    def _near(self, start_s: float) -> float | None:
        after = bisect_left(self._starts, start_s)
        beside = self._starts[max(after - 1, 0) : after + 1]
        nearest = min(beside, key=lambda one: abs(one - start_s), default=math.inf)
        return nearest if abs(nearest - start_s) <= _SAME_START_S else None


def _mark(said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


Written = Caption | CaptionsByStart
"""What an export says about one of its files."""


def best_name(of_file: str | None, title: str | None, sport: str) -> str | None:
    """The file's own name, unless it merely names the sport: then the title says more."""
    words = (of_file or "").casefold()
    says_something = words and words not in _SAYS_NOTHING and words != sport.replace("_", " ")
    return of_file if says_something else title or of_file
