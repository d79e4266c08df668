"""The table of exercises that ships with the program, read strictly: every field there, of its kind, in bounds."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias, get_args

from runstrong.errors import RunstrongError
from runstrong.model.exercise import (
    BodyRegion,
    Dose,
    Exercise,
    FitExercise,
    Library,
    Limit,
    Measure,
    Pattern,
    Plyometric,
    SoreRegion,
)
from runstrong.model.plan import Phase
from runstrong.settings import EQUIPMENT, REGIONS
from runstrong.strength.library_rules import contradiction

Row: TypeAlias = Mapping[str, Any]
Shape: TypeAlias = tuple[Callable[[Any], bool], str]
"""Whether a value will do, and what was wanted, in words."""

MOST_SETS: Final = 6
MOST_WORK: Final = 60
LONGEST_REST_S: Final = 240


def parse(text: str) -> Library:
    """The library written in `text` (JSON); raises RunstrongError with the first fault in one sentence."""
    try:
        table = json.loads(text)
    except ValueError as trouble:
        raise _damaged("it is no JSON") from trouble
    if not isinstance(table, dict) or not _are_rows(table.get("exercises")) or not _has_regions(table):
        raise _damaged("it holds no list of exercises, or not the body regions a niggle can name")
    rows, regions = table["exercises"], table["regions"]
    found = {row.get("id"): _exercise(row) for row in rows}
    if len(found) < len(rows):
        ids = [row["id"] for row in rows]
        raise _damaged(f"{next(name for name in ids if ids.count(name) > 1)} is there twice")
    library = Library(found, {name: _region(name, row) for name, row in regions.items()})
    if fault := contradiction(library):
        raise RunstrongError(f"The table of exercises contradicts itself: {fault}.")
    return library


def _damaged(fault: str) -> RunstrongError:
    return RunstrongError(f"The table of exercises is damaged ({fault}): install the program again.")


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _has_regions(table: Row) -> bool:
    regions = table.get("regions")
    return isinstance(regions, dict) and set(regions) == set(REGIONS) and _are_rows(list(regions.values()))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_sentence(value: Any) -> bool:
    return _is_text(value) and value[0].isupper() and value.endswith(".")


def _is_whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _is_range(low: int, high: int) -> Callable[[Any], bool]:
    inside = _is_whole(low, high)
    return lambda value: _is_list(inside, 2, 2)(value) and value[0] <= value[1]


def _is_list(item: Callable[[Any], bool], fewest: int, most: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and fewest <= len(value) <= most and all(map(item, value))


def _is_map(keys: tuple[str, ...], value_is: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, dict) and set(value) <= set(keys) and all(map(value_is, value.values()))


def _is_row(shapes: Mapping[str, Shape]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, dict) and _misfit(value, shapes) is None


def _one_of(words: tuple[Any, ...]) -> Shape:
    return (lambda value: type(value) in (str, int) and value in words), f"one of {', '.join(map(str, words))}"


def _or_none(shape: Shape) -> Shape:
    is_it, wanted = shape
    return (lambda value: value is None or is_it(value)), f"{wanted}, or null"


_TEXT: Final[Shape] = (_is_text, "a text")
_TRUTH: Final[Shape] = (lambda value: isinstance(value, bool), "true or false")

_DOSE: Final[Mapping[str, Shape]] = {
    "sets": (_is_range(1, MOST_SETS), f"two whole numbers from 1 to {MOST_SETS}, the smaller first"),
    "work": (_is_range(1, MOST_WORK), f"two whole numbers from 1 to {MOST_WORK}, the smaller first"),
    # Nobody is sent to failure, and more than five in reserve is nothing a runner can feel.
    "rir": _or_none((_is_whole(1, 5), "a whole number from 1 to 5")),
    "rest_s": (_is_whole(0, LONGEST_REST_S), f"whole seconds up to {LONGEST_REST_S}"),
}
_FIT: Final[Mapping[str, Shape]] = {
    "category": (_is_whole(0, 65533), "a FIT exercise category"),
    "name": _or_none((_is_whole(0, 65533), "a FIT exercise name")),
}
_EXERCISE: Final[Mapping[str, Shape]] = {
    "id": (lambda value: _is_text(value) and value.isidentifier(), "one plain word"),
    "name": _TEXT,
    "pattern": _one_of(get_args(Pattern)),
    "region": _one_of(get_args(BodyRegion)),
    "primary": (_is_list(_is_text, 1, 4), "one to four muscles"),
    "secondary": (_is_list(_is_text, 0, 4), "up to four muscles"),
    "kits": (_is_list(_is_list(EQUIPMENT.__contains__, 0, 3), 1, 9), "a list of kits in the words for equipment"),
    "is_loaded": _TRUTH,
    "per_side": _TRUTH,
    "plyometric": _one_of(get_args(Plyometric)),
    "contacts_per_rep": (_is_whole(0, 2), "a whole number up to 2"),
    "level": (_is_whole(1, 3), "1, 2 or 3"),
    "measure": _one_of(get_args(Measure)),
    "rep_s": (lambda value: type(value) in (int, float) and 0.3 <= value <= 15, "seconds from 0.3 to 15"),
    "dose": (_is_map(get_args(Phase), _is_row(_DOSE)), "a dose by phase"),
    "regression": _or_none(_TEXT),
    "progression": _or_none(_TEXT),
    "contraindications": (_is_map(REGIONS, get_args(Limit).__contains__), "avoid or modify by body region"),
    "purpose": (_is_sentence, "one sentence"),
    "cues": (_is_list(_is_sentence, 3, 4), "three or four sentences"),
    "faults": (_is_list(_is_sentence, 2, 3), "two or three sentences"),
    "fit": _or_none((_is_row(_FIT), "a FIT category and name")),
    "in_article": _TRUTH,
}
_REGION: Final[Mapping[str, Shape]] = {
    "name": _TEXT,
    "no_jumps": _TRUTH,
    "substitutes": (_is_list(_is_text, 1, 8), "one to eight exercises"),
    "see_someone": (_is_sentence, "one sentence"),
}


def _misfit(row: Row, shapes: Mapping[str, Shape]) -> str | None:
    """The first field that is missing, unknown or not what it should be, in words."""
    for field in (*shapes, *row):
        if field not in row:
            return f"has no “{field}”"
        if field not in shapes:
            return f"has a field nobody knows: “{field[:40]}”"
        is_it, wanted = shapes[field]
        if not is_it(row[field]):
            inner = _misfit_dose(row[field]) if field == "dose" else None
            return inner or f"gives as {field} something else than {wanted}"
    return None


def _misfit_dose(doses: Any) -> str | None:
    """What is wrong with the dose of one phase, in words; None where the trouble lies elsewhere."""
    known = doses.items() if isinstance(doses, dict) else ()
    found = ((phase, _misfit(row, _DOSE)) for phase, row in known if isinstance(row, dict))
    return next((f"in phase {phase} {fault}" for phase, fault in found if fault), None)


def _exercise(row: Row) -> Exercise:
    if fault := _misfit(row, _EXERCISE):
        raise _damaged(f"{row.get('id', 'an exercise')} {fault}")
    lists = {name: tuple(row[name]) for name in ("primary", "secondary", "cues", "faults")}
    kits = tuple(tuple(kit) for kit in row["kits"])
    dose = {phase: _dose(given) for phase, given in row["dose"].items()}
    fit = row["fit"] and FitExercise(**row["fit"])
    return Exercise(**{**row, **lists, "kits": kits, "dose": dose, "fit": fit})


def _dose(row: Row) -> Dose:
    (fewest, most), (low, high) = row["sets"], row["work"]
    return Dose((fewest, most), (low, high), row["rir"], row["rest_s"])


def _region(name: str, row: Row) -> SoreRegion:
    if fault := _misfit(row, _REGION):
        raise _damaged(f"the region {name} {fault}")
    return SoreRegion(id=name, **{**row, "substitutes": tuple(row["substitutes"])})
