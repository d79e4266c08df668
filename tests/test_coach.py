"""What pages and the command line ask, joined: runs, marks, the trend's span, the weeks ahead."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from runstrong import athlete, coach, importing, planning, simulate
from runstrong.errors import UnknownActivity
from runstrong.model.facts import LeftOut
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
