"""`runstrong compare`: the promised fields, words for odd spans, a table for people."""

import pytest

from tests.commands import Run

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
