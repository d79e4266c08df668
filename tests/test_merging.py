"""Files of one run come in: one run is shown, completed from all of them, in whatever order they come."""

from datetime import UTC, datetime
from itertools import permutations

import numpy as np
import pytest

from runstrong import coach, importing
from runstrong.importing import batches, merging, readers
from runstrong.ingest.aligned import Streams
from runstrong.model.outcome import Outcome
from runstrong.store import kin, reads
from runstrong.store.database import Store
from runstrong.store.pairs import Changes, Link, say
from tests.files import gpx, tcx
from tests.imports import PLACE, bulk, held, only, three_files
from tests.two_devices import START, a_run, as_gpx, as_tcx, device

LOST_S = (datetime(1990, 1, 1, tzinfo=UTC) - START.replace(tzinfo=UTC)).total_seconds()
"""Where a watch begins to count that has lost its time, be it on whichever day."""


def test_a_strap_without_places_and_a_phone_without_a_heart_rate_make_one_whole_run(store: Store) -> None:
    files = three_files()
    first = only(importing.import_bytes(store, "strap.tcx", files["strap.tcx"]))
    second = only(importing.import_bytes(store, "phone.gpx", files["phone.gpx"]))
    assert (second.outcome, second.activities[0].duplicate_of) == (Outcome.DUPLICATE, first.activities[0].id)
    assert first.activities[0].distance_m is None
    (run,) = coach.runs(store)
    assert {gift.stream: gift.whole for gift in run.summary.filled} == {
        "movement": True, "position": True, "elevation_m": True,
    }  # fmt: skip
    assert run.summary.facts.distance_m == pytest.approx(a_run(1, 900)["distance_m"][-1], rel=0.05)
    assert run.summary.time_zone == "Europe/Berlin"
    assert run.score.load.value is not None
    assert {"lat_deg", "speed_mps", "hr_bpm"} <= coach.run_detail(store, run.summary.id).columns.keys()


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_three_files_of_one_run_give_the_same_run_in_any_order(
    store: Store, order: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = three_files()
    with Store.open(store.folder.parent / "other") as other:
        bulk(other, files)
        expected = held(other)
    names = [list(files)[place] for place in order]
    if order[0] == 1:
        monkeypatch.setattr(batches, "MOST_ACTIVITIES", 1)
    bulk(store, {name: files[name] for name in names})
    assert held(store) == expected
    (run,) = coach.runs(store)
    assert np.isfinite(coach.run_detail(store, run.summary.id).columns["hr_bpm"]).all()


@pytest.mark.parametrize("seed", range(2))
def test_neither_order_nor_batches_nor_processes_nor_a_rebuild_change_anything(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two runs over three files each, streams dealt out by chance, a friend's file and a file in local time."""
    rng = np.random.default_rng(seed)
    files: dict[str, bytes] = {}
    for run in range(2):
        truth = a_run(seed + 10 * run, 600)
        for part in range(3):
            has = [name for name in ("hr_bpm", "cadence_spm", "distance_m") if rng.random() < 0.6]
            one = device(
                truth, part, has=(*PLACE, *has), shift_s=86_400.0 * run, fast_s=float(rng.integers(-20, 20))
            )
            files[f"{run}-{part}.tcx"] = as_tcx(one, f"{part}")
    files["friend.tcx"] = as_tcx(device(a_run(seed, 600) | {"hr_bpm": a_run(99, 600, bpm=165)["hr_bpm"]}, 7))
    files["local.gpx"] = as_gpx(device(a_run(seed, 600), 0, has=(*PLACE, "hr_bpm"), shift_s=7200))
    told = {}
    monkeypatch.setattr(readers, "FEW", 2)
    for attempt in range(3):
        names = sorted(files)
        rng.shuffle(names)
        monkeypatch.setattr(batches, "MOST_ACTIVITIES", (1, 3, 25)[attempt])
        with Store.open(store.folder.parent / str(attempt)) as other:
            bulk(other, {name: files[name] for name in names}, workers=1 if (seed, attempt) == (0, 1) else 0)
            told[attempt] = held(other)
    assert told[1] == told[0]
    assert told[2] == told[0]
    list(importing.rebuild(store.folder.parent / "0"))
    with Store.open(store.folder.parent / "0") as rebuilt:
        assert held(rebuilt) == told[0]


def test_a_friends_file_of_the_same_race_is_kept_and_asked_about_from_both_sides(store: Store) -> None:
    mine, theirs = a_run(1, 900), a_run(1, 900) | {"hr_bpm": a_run(9, 900, bpm=170)["hr_bpm"]}
    outcomes = [
        only(importing.import_bytes(store, f"{n}.tcx", as_tcx(device(truth, n))))
        for n, truth in enumerate((mine, theirs))
    ]
    ids = [outcome.activities[0].id for outcome in outcomes]
    assert [outcome.outcome for outcome in outcomes] == [Outcome.IMPORTED] * 2
    assert (outcomes[0].activities[0].possible_duplicate_of, outcomes[1].activities[0].possible_duplicate_of) == (
        None,
        ids[0],
    )
    assert {run.summary.id: run.summary.possible_duplicate_of for run in coach.runs(store)} == {
        ids[0]: ids[1], ids[1]: ids[0],
    }  # fmt: skip


def test_what_earlier_rules_put_together_is_looked_at_again_when_another_file_comes(store: Store) -> None:
    morning, evening = device(a_run(1, 900), 1), device(a_run(2, 900), 2, shift_s=36_100)
    told = bulk(store, {"morning.tcx": as_tcx(morning), "evening.tcx": as_tcx(evening)})
    one, other = (outcome.activities[0].id for outcome in told)
    say(store, {}, Changes([Link(one, other, None)]))
    assert len(coach.runs(store)) == 1
    bulk(store, {"strap.tcx": as_tcx(device(a_run(2, 900), 5, has=("hr_bpm",), shift_s=36_100))})
    assert {run.summary.id for run in coach.runs(store)} == {one, other}


def test_a_cropped_upload_is_kept_and_asked_about(store: Store) -> None:
    whole = device(a_run(1, 900), 1)
    crop = Streams(START, {name: values[:600] for name, values in whole.columns.items()}, whole.stretch[:600])
    bulk(store, {"whole.tcx": as_tcx(whole), "crop.tcx": as_tcx(crop)})
    assert len(coach.runs(store)) == 2
    assert all(run.summary.possible_duplicate_of for run in coach.runs(store))


@pytest.mark.parametrize("has", [("hr_bpm", "distance_m"), ("distance_m",)])
def test_runs_of_a_watch_that_lost_its_clock_all_stay(store: Store, has: tuple[str, ...]) -> None:
    runs = {f"{n}.tcx": as_tcx(device(a_run(n, 900), n, has=has, shift_s=LOST_S)) for n in range(3)}
    told = bulk(store, runs)
    assert [outcome.outcome for outcome in told] == [Outcome.IMPORTED] * 3
    assert [outcome.activities[0].possible_duplicate_of is None for outcome in told] == [True, False, False]
    assert len(coach.runs(store)) == 3


def test_one_run_of_a_watch_that_lost_its_clock_is_known_again_by_what_it_measured(store: Store) -> None:
    watch = device(a_run(1, 900), 1, shift_s=LOST_S)
    told = bulk(store, {"watch.tcx": as_tcx(watch), "service.gpx": as_gpx(watch)})
    assert [outcome.outcome for outcome in told] == [Outcome.IMPORTED, Outcome.DUPLICATE]


def test_local_time_written_as_utc_is_found_and_a_morning_and_an_evening_are_not(store: Store) -> None:
    watch = device(a_run(1, 900), 1)
    files = {"watch.tcx": as_tcx(watch), "service.gpx": as_gpx(device(a_run(1, 900), 1, shift_s=2 * 3600))}
    files["evening.tcx"] = as_tcx(device(a_run(2, 900), 1, shift_s=9 * 3600))
    told = bulk(store, files)
    assert [outcome.outcome for outcome in told] == [Outcome.IMPORTED, Outcome.DUPLICATE, Outcome.IMPORTED]
    assert coach.runs(store)[0].summary.start_utc == START
    assert [run.summary.possible_duplicate_of for run in coach.runs(store)] == [None, None]


def test_a_richer_file_that_comes_later_gives_the_former_one_its_own_back(store: Store) -> None:
    files = three_files()
    importing_order = ("strap.tcx", "phone.gpx")
    for name in importing_order:
        only(importing.import_bytes(store, name, files[name]))
    (before,) = coach.runs(store)
    rich = as_tcx(device(a_run(1, 900), 5), "everything")
    only(importing.import_bytes(store, "rich.tcx", rich))
    (run,) = coach.runs(store)
    former = reads.summary(store, before.summary.id)
    assert (run.summary.files[0], former.duplicate_of, former.filled) == ("rich.tcx", run.summary.id, ())
    assert former.facts.distance_m is None
    assert {gift.stream for gift in run.summary.filled} == {"elevation_m"}


def test_without_its_original_a_run_is_not_completed_and_that_is_said(store: Store) -> None:
    files = three_files()
    only(importing.import_bytes(store, "strap.tcx", files["strap.tcx"]))
    for original in (store.folder / "originals").glob("??/*.gz"):
        original.unlink()
    outcome = only(importing.import_bytes(store, "phone.gpx", files["phone.gpx"]))
    assert merging.ORIGINAL_GONE in outcome.warnings
    (run,) = coach.runs(store)
    assert (run.summary.files, run.summary.filled) == (("strap.tcx", "phone.gpx"), ())


def test_a_file_that_knows_its_sport_is_shown_and_takes_no_steps_from_one_that_does_not(store: Store) -> None:
    truth = a_run(1, 900)
    nameless = as_tcx(device(truth, 1, has=("hr_bpm", "distance_m", "cadence_spm"))).replace(
        b'"Running"', b'"Other"'
    )
    bulk(store, {"other.tcx": nameless, "phone.gpx": as_gpx(device(truth, 2, has=(*PLACE, "hr_bpm")))})
    (run,) = coach.runs(store)
    assert run.summary.files[0] == "all.zip/phone.gpx"
    assert reads.summaries(store, sports=["generic"])[0].duplicate_of == run.summary.id
    assert run.summary.filled == ()


def test_however_many_files_of_one_hour_there_are_all_stand_behind_the_richest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kin, "MOST", 4)
    bulk(store, {f"{n}.gpx": gpx(seconds=300, name=f"copy {n}") for n in range(12)})
    bulk(store, {"rich.tcx": tcx(seconds=300)})
    (run,) = coach.runs(store)
    assert run.summary.files[0] == "all.zip/rich.tcx"
    assert {s.duplicate_of for s in reads.summaries(store)} == {None, run.summary.id}


def test_a_fault_of_ours_in_completing_costs_no_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "completed", lambda *_: 1 / 0)
    assert [o.outcome for o in bulk(store, three_files())] == [
        Outcome.IMPORTED,
        Outcome.DUPLICATE,
        Outcome.DUPLICATE,
    ]
    assert len(coach.runs(store)) == 1
