"""What pages and the command line ask, joined: runs, marks, the trend's span, the weeks ahead."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from runstrong import athlete, coach, importing, planning, simulate
from runstrong.errors import UnknownActivity
from runstrong.model.facts import LeftOut
from runstrong.simulate import fit_file, gym
from runstrong.store import reads
from runstrong.store.database import Store
from tests.files import START, gpx

TODAY = date(2026, 3, 4)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.in_memory(tmp_path) as opened:
        for day in range(0, 28, 2):
            list(importing.import_bytes(opened, f"{day}.gpx", gpx(start=START - timedelta(days=day))))
        yield opened


def test_runs_of_a_span_include_both_its_days(store: Store) -> None:
    listed = coach.runs(store, date(2026, 2, 26), date(2026, 3, 2))
    assert [run.summary.local_day.day for run in listed] == [26, 28, 2]


def test_marking_heart_rate_as_wrong_takes_a_run_out_and_can_be_taken_back(store: Store) -> None:
    run_id = coach.runs(store)[3].summary.id
    coach.mark(store, run_id, "heart_rate_wrong", on=True)
    marked = coach.run_detail(store, run_id).run.score
    assert marked.left_out is LeftOut.HEART_RATE_MARKED_WRONG
    assert marked.load.method != "hr"
    coach.mark(store, run_id, "heart_rate_wrong", on=False)
    assert coach.run_detail(store, run_id).run.score.left_out is not LeftOut.HEART_RATE_MARKED_WRONG


def test_an_unknown_run_is_a_sentence(store: Store) -> None:
    with pytest.raises(UnknownActivity, match=r"There is no activity"):
        coach.run_detail(store, "nobody-0")


def test_a_run_that_is_just_coming_in_is_a_sentence_too(store: Store) -> None:
    with store.in_steps():
        coach.runs(store)
        [outcome] = importing.import_bytes(store, "new.gpx", gpx(start=START + timedelta(days=1)))
        with pytest.raises(UnknownActivity, match="just coming in"):
            coach.run_detail(store, outcome.activities[0].id)
    assert coach.run_detail(store, outcome.activities[0].id).run.summary.files == ("new.gpx",)


def test_the_block_is_the_last_ten_weeks_until_the_runner_says_when_it_starts(store: Store) -> None:
    assert coach.block_span(store, TODAY) == (TODAY - timedelta(days=69), TODAY)
    athlete.save(store, {"block_start": "2026-02-02"}, TODAY)
    assert coach.block_span(store, TODAY) == (date(2026, 2, 2), TODAY)


def test_hours_between_leg_sessions_are_kept_across_the_weekend(store: Store) -> None:
    athlete.save(store, {"days": "sun,mon"}, TODAY)
    now, then = planning.plan(store, TODAY), planning.plan(store, TODAY, TODAY + timedelta(weeks=1))
    legs = [s.day for plan in (now, then) for s in plan.sessions if s.focus in {"lower", "full"}]
    assert all((b - a).days >= 2 for a, b in pairwise(legs))
    assert then.week_start - now.week_start == timedelta(weeks=1)


def test_a_week_starts_on_the_day_the_runner_says(store: Store) -> None:
    assert planning.plan(store, TODAY).week_start == date(2026, 3, 2)
    athlete.save(store, {"week_start": "sunday"}, TODAY)
    assert planning.plan(store, TODAY).week_start == date(2026, 3, 1)


def test_the_trends_words_follow_the_runners_units(tmp_path: Path) -> None:
    with Store.in_memory(tmp_path) as demo:
        list(simulate.make_demo(demo, TODAY))
        assert " /km" in coach.trend(demo, *coach.block_span(demo, TODAY)).verdict_text
        athlete.save(demo, {"units": "imperial"}, TODAY)
        assert " /mi" in coach.trend(demo, *coach.block_span(demo, TODAY)).verdict_text


def test_strength_sessions_count_once_and_in_their_own_span(store: Store) -> None:
    for day in (1, 3, 20):
        made = gym.gym_session("strength", START - timedelta(days=day), 3600, 1, np.random.default_rng(day))
        for name in ("once.fit", "twice.fit"):
            list(importing.import_bytes(store, f"{day}-{name}", fit_file.as_fit(made)))
    late = START.date() - timedelta(days=9), START.date()
    early = START.date() - timedelta(days=27), START.date() - timedelta(days=10)
    found = coach.compare(store, early, late)
    assert (found.a.strength_sessions, found.b.strength_sessions) == (1, 2)
    assert found.b.hard_sets == {"lower": 18.0, "upper": 12.0, "core": 0.0}
    assert "went together with" in found.caption


def test_only_spans_with_runs_are_suggested(store: Store) -> None:
    today = START.date()
    assert coach.suggested_comparisons(store, today) == []
    list(importing.import_bytes(store, "then.gpx", gpx(start=START - timedelta(days=75))))
    (offered,) = coach.suggested_comparisons(store, today)
    assert offered.b == coach.block_span(store, today)
    assert offered.a[1] + timedelta(days=1) == offered.b[0]
    list(importing.import_bytes(store, "last year.gpx", gpx(start=START - timedelta(days=370))))
    assert len(coach.suggested_comparisons(store, today)) == 2


def test_long_view_and_precision_answer_in_words(store: Store) -> None:
    assert coach.long_view(store).text
    assert coach.precision(store, date(2026, 3, 4)).text


def test_every_run_with_a_position_has_a_start(store: Store) -> None:
    ids = [run.summary.id for run in coach.runs(store)]
    starts = reads.starts(store, ids)
    assert starts.keys() == set(ids)
    columns, _ = reads.columns(store, ids[0])
    assert starts[ids[0]] == pytest.approx((columns["lat_deg"][0], columns["lon_deg"][0]))
    assert reads.starts(store, []) == {}
