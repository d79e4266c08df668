"""Activities for the tests of the store: any shape, seeded, no file behind them."""

import hashlib
from datetime import UTC, datetime, timedelta

import numpy as np

from runstrong.model.facts import BEST_EFFORT_S, HR_BINS, SPEED_BINS, Missing, RunFacts, Windows
from runstrong.model.outcome import FileOutcome, ImportedActivity, Outcome
from runstrong.model.recording import Device, StrengthSet, Totals
from runstrong.model.track import COLUMNS, Column, Track, at_resolution
from runstrong.store import reads, schema
from runstrong.store.database import Store
from runstrong.store.packed import packed
from runstrong.store.writes import NewActivity, NewFile, save_files

START = datetime(2024, 5, 4, 6, 30, 15, 250_000, UTC).replace(tzinfo=None)


def sha_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _stream(column: Column, n: int, rng: np.random.Generator) -> np.ndarray:
    """A wandering column inside its range, with gaps."""
    middle = min(max(150.0, column.low), column.high) if column.high > 100 else (column.low + column.high) / 2
    walk = middle + np.cumsum(rng.standard_normal(n)) * (column.high - column.low) / 10_000
    values = at_resolution(column, np.clip(walk, column.low, column.high))
    values[rng.random(n) < 0.02] = np.nan
    return values


def a_track(n: int = 600, seed: int = 0, start: datetime = START, sport: str = "running") -> Track:
    rng = np.random.default_rng(seed)
    columns = {column.name: _stream(column, n, rng) for column in COLUMNS[1:13] if column.name != "power_w"}
    columns["t_s"] = np.arange(n) + 0.5 * (np.arange(n) % 7 == 0)
    columns["distance_m"] = at_resolution(COLUMNS[1], np.cumsum(2.8 + 0.2 * rng.standard_normal(n)))
    return Track(
        format="fit",
        sport=sport,
        sub_sport="trail",
        start_utc=start,
        utc_offset_s=7200,
        time_zone="Europe/Berlin",
        zone_source="position",
        clock_ok=True,
        columns=columns,
        stretch=np.sort(rng.integers(0, 3, n)),
        totals=Totals(elapsed_s=float(n), distance_m=1.0),
        laps=(Totals(start_utc_s=1.5, elapsed_s=300.0, avg_hr_bpm=140.25), Totals(distance_m=1000.0)),
        devices=(Device("watch", "Garmin FR255"), Device("heart_rate", "HRM-Pro")),
        sets=(StrengthSet(None, 30.0, True, reps=8, weight_kg=22.5, category=28), StrengthSet(9.0, None, False)),
        name="Läufchen",
        warnings=("Its clock jumped.",),
    )


def some_facts(seed: int = 0, windows: int = 5) -> RunFacts:
    rng = np.random.default_rng(seed)
    best = rng.random(len(BEST_EFFORT_S))
    best[-1] = np.nan
    return RunFacts(
        elapsed_s=600.0,
        timer_s=590.123456789,
        moving_s=np.float64(580.0),
        distance_m=1700.1,
        ascent_m=None,
        avg_hr_bpm=141.7,
        max_hr_bpm=171.0,
        avg_speed_mps=2.8,
        gap_mps=2.9,
        norm_gap_mps=3.0,
        walking_share=0.0,
        steep_share=0.01,
        hr_quality=0.97,
        locked_share=None,
        temperature_c=None,
        mean_elevation_m=112.5,
        grade_source="barometric",
        hr_seconds=rng.integers(0, 60, HR_BINS),
        gap_seconds=rng.integers(0, 60, SPEED_BINS),
        best_gap_mps=best,
        windows=Windows(*(rng.random(windows) for _ in range(3)), {"pause": 2, "grade": int(seed)}, windows + 7),
        methods={"timer_s": "watch", "distance_m": "ours"},
        missing={"ascent_m": Missing.NO_ELEVATION, "temperature_c": Missing.NO_TEMPERATURE},
    )


def an_activity(name: str = "a.fit", part: int = 0, track: Track | None = None, **more: object) -> NewActivity:
    contents = packed(a_track() if track is None else track, more.pop("facts", None) or some_facts())
    return NewActivity(f"{sha_of(name)[:12]}-{part}", part, contents, **more)


def outcome_of(name: str, activities: tuple[NewActivity, ...], kind: Outcome = Outcome.IMPORTED) -> FileOutcome:
    rows = tuple(
        ImportedActivity(
            id=a.id,
            **{name: a.packed.activity[name] for name in ("sport", "sub_sport", "start_utc", "samples", "laps")},
            **{name: a.packed.facts[name] for name in ("elapsed_s", "timer_s", "distance_m", "avg_hr_bpm")},
            duplicate_of=a.duplicate_of,
            possible_duplicate_of=a.possible_duplicate_of,
        )
        for a in activities
    )
    return FileOutcome(name, kind, None, ("Half of it was rain.",), rows)


def keep(store: Store, name: str, *activities: NewActivity, kind: Outcome = Outcome.IMPORTED) -> FileOutcome:
    """Store a file of activities (by default one), as the importer does."""
    activities = activities or (an_activity(name),)
    outcome = outcome_of(name, activities, kind)
    save_files(store, [NewFile(outcome, sha_of(name), activities)])
    return outcome


def keep_outcome(store: Store, outcome: FileOutcome, sha256: str | None = None) -> None:
    """Remember what became of a file that gave nothing; `sha256` only where its original is kept."""
    save_files(store, [NewFile(outcome, sha256)])


def keep_many(store: Store, count: int, samples: int = 20) -> list[str]:
    """Store `count` small runs on following days; their ids, ascending by start."""
    tracks = [a_track(samples, seed, START + timedelta(days=seed)) for seed in range(count)]
    return [
        keep(store, f"{seed}.fit", an_activity(f"{seed}.fit", track=track, facts=some_facts(seed)))
        .activities[0]
        .id
        for seed, track in enumerate(tracks)
    ]


def rows_in(store: Store) -> dict[str, int]:
    """How many rows every table holds."""
    with store.read() as cursor:
        return {
            table: cursor.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in sorted(schema.DERIVED.keys() | schema.OWN.keys())
        }


def shown(store: Store) -> list[str]:
    """The names of the files whose activities are shown."""
    return [summary.files[0] for summary in reads.summaries(store) if summary.duplicate_of is None]
