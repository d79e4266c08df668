"""`runstrong compare`: the promised fields, words for odd spans, a table for people."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.simulate import fit_file, gym
from runstrong.store import reads
from runstrong.store.database import Store
from tests.commands import Run
from tests.files import START, gpx

FIELDS = {
    "a", "b", "difference_pct", "interval90_pct", "p_faster", "min_detectable_change_pct", "verdict",
    "verdict_text", "comparable", "caveats", "usual_wander_pct", "unusual",
}  # fmt: skip
SPAN_FIELDS = {"from", "to", "runs_used", "pace_s_per_km", "strength_sessions", "hard_sets"}
SPANS = ("--a", "2026-01-01..2026-01-31", "--b", "2026-02-01..2026-03-04")


def test_every_promised_field_is_there_and_numbers_are_null_without_runs(run: Run) -> None:
    said = run("compare", *SPANS, "--json")
    assert (said.status, said.err) == (0, "")
    assert said.json.keys() >= FIELDS
    assert said.json["a"].keys() == said.json["b"].keys() == SPAN_FIELDS
    assert (said.json["verdict"], said.json["comparable"]) == ("not_enough_data", False)
    assert said.json["difference_pct"] is said.json["interval90_pct"] is said.json["a"]["pace_s_per_km"] is None
    assert (said.json["a"]["from"], said.json["b"]["to"]) == ("2026-01-01", "2026-03-04")


@pytest.mark.parametrize(
    "words",
    [
        ("--a", "2026-01-31..2026-01-01", "--b", "2026-02-01..2026-03-04"),
        ("--a", "2026-01-01..2026-02-20", "--b", "2026-02-01..2026-03-04"),
        ("--a", "2026-01-01..2026-01-31", "--b", "2026-01-01..2026-01-31"),
        ("--today", "2026-03-04"),
    ],
)
def test_odd_spans_are_answers_in_words(run: Run, words: tuple[str, ...]) -> None:
    said = run("compare", *words, "--json")
    assert (said.status, said.err) == (0, "")
    assert said.json["caveats"] == [said.json["verdict_text"]]


@pytest.mark.parametrize(
    "words", [("--a", "x..y", "--b", "2026-02-01..2026-03-04"), ("--a", "2026-01-01", "--b", "z"), SPANS[:2]]
)
def test_spans_that_cannot_be_read_are_a_usage_error(run: Run, words: tuple[str, ...]) -> None:
    said = run("compare", *words)
    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1


def test_a_person_reads_a_table(run: Run) -> None:
    said = run("compare", *SPANS)
    assert (said.status, said.err) == (0, "")
    assert "No strength sessions were recorded" in said.out
    assert "strength" in said.out


# ------------------------------------------------------------------ what coach joins


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.in_memory(tmp_path) as opened:
        for day in range(0, 28, 2):
            list(importing.import_bytes(opened, f"{day}.gpx", gpx(start=START - timedelta(days=day))))
        yield opened


def test_strength_sessions_count_once_and_in_their_own_span(store: Store) -> None:
    import numpy as np

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
