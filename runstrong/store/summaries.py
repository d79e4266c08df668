"""Activities as lists show them: identity, facts, the runner's marks and the files behind each."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from runstrong.model.caption import NO_CAPTION, Caption, best_name
from runstrong.model.facts import Filled, RunSummary
from runstrong.store import rows
from runstrong.store.database import Cursor, Store
from runstrong.store.kin import filled_from
from runstrong.store.removed import unknown

_IDENTITY: Final = (
    "id", "format", "sport", "sub_sport", "name", "start_utc", "local_day", "time_zone", "clock_ok", "device",
    "hr_source", "samples", "laps", "duplicate_of", "possible_duplicate_of",
)  # fmt: skip
"""Fields of RunSummary that are stored under their own names."""

_BESIDE: Final = ("files.name", "utc_offset_s", "warnings", "filled", "title", "description", "gear")
"""What the other fields of RunSummary are made of."""

_PICKED: Final = (*(f"activities.{name}" for name in _IDENTITY), *_BESIDE, *rows.NUMBERS, *rows.WORDS)
_OF_FACTS: Final = f"hash({', '.join((*rows.NUMBERS, *rows.WORDS))})"
_SEAL: Final = f"hash(of_facts, {', '.join(_PICKED[: len(_IDENTITY) + len(_BESIDE)])})"
_AMONG: Final = "id IN (SELECT unnest(?::VARCHAR[]))"

HEART_RATE_WRONG: Final = "heart_rate_wrong"
"""The mark that is about a file; all others are about the run."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds, each activity once; `first_day` and `last_day` are local, None if it is empty."""

    files: int
    runs: int
    others: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class _Twin:
    """Another file of a shown activity: its id, file name, what it calls the run, what was written about it."""

    id: str
    file: str
    name: str | None
    caption: Caption


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is said of activities in other tables: marks by activity, the files behind each shown one."""

    marks: Mapping[str, Mapping[str, str]]
    twins: Mapping[str, Sequence[_Twin]]

    def made_of(self, activity_id: str, seal: int) -> tuple[object, ...]:
        """All that an activity's summary follows from, `seal` being the hash of its row."""
        behind = self.twins.get(activity_id, ())
        marks = [tuple(self.marks.get(one, {}).items()) for one in (activity_id, *(twin.id for twin in behind))]
        return seal, tuple(marks), tuple(behind)


@dataclass(frozen=True, slots=True)
class Kept:
    """A summary, and what it was made of: its row's hash, the marks on it, the files behind it and theirs."""

    made_of: tuple[object, ...]
    summary: RunSummary


def all_kept(store: Store, before: Mapping[str, Kept] | None = None) -> dict[str, Kept]:
    """Every activity by its id, ascending by start; those that are as they were `before` are the same objects.

    Reading a row whole takes five times as long as hashing it. A change that leaves all 64 bits as they were
    would go unseen: once in 10^19.
    """
    with store.read() as cursor:
        beside = _Beside(_marks(cursor), _twins(cursor))
        if not before:
            return _kept(cursor, "true", [], beside)
        made_of = {
            activity_id: beside.made_of(activity_id, seal)
            for activity_id, seal in cursor.execute(_select("id", _SEAL, condition="true")).fetchall()
        }
        changed = [one for one, made in made_of.items() if one not in before or before[one].made_of != made]
        fresh = _kept(cursor, _AMONG, [changed], beside) if changed else {}
    return {one: fresh[one] if one in fresh else before[one] for one in made_of}


def summaries(
    store: Store, *, sports: Collection[str] | None = None, since: date | None = None
) -> list[RunSummary]:
    """Every activity, or those of some sports or from a local day on, ascending by start.

    Duplicates are among them; windows are left out.
    """
    wanted: dict[str, Any] = {}
    if sports is not None:
        wanted["sport IN (SELECT unnest(?::VARCHAR[]))"] = list(sports)
    if since is not None:
        wanted["local_day >= ?"] = since
    return _summaries(store, " AND ".join(["true", *wanted]), list(wanted.values()))


def summary(store: Store, activity_id: str) -> RunSummary:
    """One activity; raises UnknownActivity."""
    found = _summaries(store, "id = ?", [activity_id])
    if not found:
        raise unknown(store, activity_id)
    return found[0]


def has_activities(store: Store) -> bool:
    """Whether anything has been imported yet."""
    with store.read() as cursor:
        return bool(cursor.execute("SELECT 1 FROM activities LIMIT 1").fetchall())


def counts(store: Store) -> Counts:
    """How much the store holds."""
    with store.read() as cursor:
        [row] = cursor.execute(
            """
            SELECT count(DISTINCT sha256), count(*) FILTER (is_shown AND sport = 'running'),
                   count(*) FILTER (is_shown AND sport <> 'running'), min(local_day), max(local_day)
            FROM (SELECT *, duplicate_of IS NULL AS is_shown FROM activities)
            """
        ).fetchall()
    return Counts(*row)


def _summaries(store: Store, condition: str, values: list[Any]) -> list[RunSummary]:
    with store.read() as cursor:
        found = _kept(cursor, condition, values, _Beside(_marks(cursor), _twins(cursor)))
    return [kept.summary for kept in found.values()]


def _kept(cursor: Cursor, condition: str, values: list[Any], beside: "_Beside") -> dict[str, Kept]:
    found = cursor.execute(_select(_SEAL, *_PICKED, condition=condition), values).fetchall()
    summaries = [_summary(row, beside.marks, beside.twins) for _, *row in found]
    return {
        one.id: Kept(beside.made_of(one.id, seal), one) for (seal, *_), one in zip(found, summaries, strict=True)
    }


def _select(*what: str, condition: str) -> str:
    return f"""
        SELECT {", ".join(what)}
        FROM activities JOIN (SELECT *, {_OF_FACTS} AS of_facts FROM facts) ON activity = key
            JOIN files USING (sha256) LEFT JOIN captions USING (sha256)
        WHERE {condition} ORDER BY start_utc, id
        """


def _summary(
    row: Sequence[Any], marks: Mapping[str, Mapping[str, str]], twins: Mapping[str, Sequence[_Twin]]
) -> RunSummary:
    after_identity = len(_IDENTITY)
    after_beside = after_identity + len(_BESIDE)
    after_numbers = after_beside + len(rows.NUMBERS)
    identity = dict(zip(_IDENTITY, row, strict=False))
    file_name, offset_s, warnings, filled, *own_caption = row[after_identity:after_beside]
    behind = twins.get(identity["id"], ())
    gifts = filled_from(filled)
    said = (_caption(own_caption), *(twin.caption for twin in behind))
    caption = next((one for one in said if one is not NO_CAPTION), NO_CAPTION)
    for title in (caption.title, *(twin.name for twin in behind)):
        identity["name"] = best_name(identity["name"], title, identity["sport"])
    return RunSummary(
        **identity,
        local_start=identity["start_utc"] + timedelta(seconds=offset_s),
        files=(file_name, *(twin.file for twin in behind)),
        warnings=rows.sentences(warnings),
        marks=_of_run(identity["id"], marks, behind, gifts),
        facts=rows.facts_from(row[after_beside:after_numbers], row[after_numbers:]),
        caption=caption,
        filled=gifts,
    )


def _of_run(
    activity_id: str, marks: Mapping[str, Mapping[str, str]], behind: Sequence[_Twin], gifts: Sequence[Filled]
) -> Mapping[str, str]:
    """The marks on all files of a run: that it was a race is true whichever file is shown.

    That a heart rate is wrong is said of one file's, and goes where that one goes.
    """
    if not behind:
        return marks.get(activity_id, {})
    heart = {gift.source for gift in gifts if gift.stream == "hr_bpm" and gift.whole}
    return {
        key: value
        for one in (*(twin.id for twin in behind), activity_id)
        for key, value in marks.get(one, {}).items()
        if key != HEART_RATE_WRONG or one == activity_id or one in heart
    }


def _caption(said: Sequence[str | None]) -> Caption:
    return Caption(*said) if any(said) else NO_CAPTION


def _marks(cursor: Cursor) -> Mapping[str, Mapping[str, str]]:
    marks: dict[str, dict[str, str]] = defaultdict(dict)
    found = cursor.execute("SELECT activity_id, key, value FROM marks ORDER BY marked_at, key").fetchall()
    for activity_id, key, value in found:
        marks[activity_id][key] = value
    return marks


def _twins(cursor: Cursor) -> Mapping[str, Sequence[_Twin]]:
    """The other files of each shown activity, in the order they came."""
    twins: dict[str, list[_Twin]] = defaultdict(list)
    found = cursor.execute(
        """
        SELECT duplicate_of, id, files.name, activities.name, title, description, gear
        FROM activities JOIN files USING (sha256) LEFT JOIN captions USING (sha256)
        WHERE duplicate_of IS NOT NULL ORDER BY received, id
        """
    ).fetchall()
    for shown, activity_id, file_name, name, *said in found:
        twins[shown].append(_Twin(activity_id, file_name, name, _caption(said)))
    return twins
