"""What a runner, or the service they used, wrote about an activity: no watch file holds it."""

from dataclasses import dataclass
from typing import Final

_SAYS_NOTHING: Final = frozenset({"run", "running", "workout", "activity", "training"})


@dataclass(frozen=True, slots=True)
class Caption:
    """Title, description and gear, such as a pair of shoes, of one file; None where nothing was written."""

    title: str | None = None
    description: str | None = None
    gear: str | None = None


NO_CAPTION: Final = Caption()


def best_name(of_file: str | None, title: str | None, sport: str) -> str | None:
    """The file's own name, unless it merely names the sport: then the title says more."""
    words = (of_file or "").casefold()
    says_something = words and words not in _SAYS_NOTHING and words != sport.replace("_", " ")
    return of_file if says_something else title or of_file
