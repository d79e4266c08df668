"""Finding runs by plain words: of their name, day, kind, files and watch."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from runstrong.model.facts import Run
from runstrong.units import KIND_TEXT

_DAY_OF_MONTH: Final = 2
"""A number as short as this is a day or a month and must stand alone: 8 is not 2018."""


def search_text(run: Run) -> str:
    """Everything a run can be found by, folded, with a space before and after every word."""
    summary, day = run.summary, run.summary.local_day
    said = (
        f"{day:%A} {day.day} {day:%B} {day:%Y-%m-%d} {day.year}",
        summary.name,
        summary.caption.title,
        summary.sport.replace("_", " "),
        (summary.sub_sport or "").replace("_", " "),
        KIND_TEXT[run.score.kind] if summary.sport == "running" else None,
        summary.device,
        summary.hr_source,
        summary.caption.gear,
        *summary.files,
    )
    return f" {folded(' '.join(part for part in said if part))} "


def folded(text: str) -> str:
    """`text` without capitals and accents: nobody types them into a search."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(mark for mark in parts if not unicodedata.combining(mark)).split())


def fits(text: str, words: Iterable[str]) -> bool:
    """Whether every word is in a run's search text."""
    return all(word in text for word in words)


def words_of(search: str) -> list[str]:
    """The words of a search, folded, as `fits` looks for them."""
    words = [word for part in folded(search).split() if (word := part.strip(".,;:!?\"'"))]
    return [f" {word} " if word.isdigit() and len(word) <= _DAY_OF_MONTH else word for word in words]
