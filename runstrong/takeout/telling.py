"""What a store, a backup or a data folder holds, in words for pages and terminals alike."""

from datetime import date

from runstrong.store.reads import Counts
from runstrong.takeout.belongings import Holdings
from runstrong.units import day_text, size_text


def counted(number: int, one: str, many: str) -> str:
    """`1 run`, `1,204 runs`."""
    return f"{number:,} {one if number == 1 else many}"


def files_text(number: int) -> str:
    """`1 original file`, `1,204 original files`."""
    return counted(number, "original file", "original files")


def held(counts: Counts) -> str:
    """Runs, other activities and their span, as `412 runs and 3 other activities, 1 May 2016 to 3 Jun 2026`."""
    parts = [counted(counts.runs, "run", "runs")] if counts.runs or not counts.others else []
    if counts.others:
        parts.append(counted(counts.others, "other activity", "other activities"))
    if counts.first_day is None or counts.last_day is None:
        return "no runs"
    return f"{' and '.join(parts)}, {_day(counts.first_day)} to {_day(counts.last_day)}"


def what_goes(holdings: Holdings) -> list[str]:
    """Everything that deleting takes away, one line each."""
    counts = holdings.counts
    lines = ["a database that cannot be read"] if counts is None else [held(counts)]
    if holdings.originals_bytes:
        number = "" if counts is None else f"{counts.files:,} "
        lines.append(f"the {number}original files of your watch, {size_text(holdings.originals_bytes)}")
    lines.append("your settings, marks, plans and what you logged")
    if holdings.aside:
        names = ", ".join(path.name for path in holdings.aside)
        lines.append(f"what was kept aside earlier ({names}), {size_text(holdings.aside_bytes)}")
    return [*lines, "the demo runner"] if holdings.has_demo else lines


def _day(day: date) -> str:
    return f"{day_text(day)} {day.year}"
