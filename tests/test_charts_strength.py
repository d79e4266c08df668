"""The figures of strength work: beside running, and beside what was planned."""

from dataclasses import replace
from datetime import date, timedelta

from runstrong.charts.strength import done_chart, two_loads_chart
from runstrong.charts.theme import LOAD, STRENGTH
from runstrong.model.week import WeekDone, WeekTotals

MONDAY = date(2025, 10, 27)
WEEK = timedelta(weeks=1)
HELD = (2, 0, 1, 1)
DONE = [
    WeekDone(day, day + timedelta(days=6), 2, n, 24, 11 * n, 6 * n, 3 * n, 2 * n, 40 * n, 200.4 * n, 0)
    for day, n in zip((MONDAY + WEEK * back for back in range(4)), HELD, strict=True)
]
RAN = [
    WeekTotals(w.first_day, w.last_day, 4, 210.0 + n, 230.0, 40_000.0, 0, ("pace",)) for n, w in enumerate(DONE)
]


def test_two_loads_stand_one_above_the_other_and_are_never_added() -> None:
    runs, legs = two_loads_chart(RAN, DONE).figure.data
    assert list(runs.y) == [210, 211, 212, 213]
    assert list(legs.y) == [401, 0, 200, 200]
    assert (runs.yaxis, legs.yaxis) == ("y", "y2")
    assert list(runs.x) == list(legs.x)
    assert (runs.marker.color[0], legs.marker.color[0]) == (LOAD, STRENGTH)


def test_each_panel_names_its_unit() -> None:
    titles = [note.text for note in two_loads_chart(RAN, DONE).figure.layout.annotations]
    assert titles == [
        "run load per week (100 = one hour at threshold)",
        "leg strength per week (effort 0–10 × minutes)",
    ]


def test_the_week_in_progress_is_lighter() -> None:
    for chart in (two_loads_chart(RAN, DONE), done_chart(DONE)):
        bars = [trace for trace in chart.figure.data if trace.type == "bar"]
        assert all(bar.marker.color[-1].startswith("rgba") for bar in bars)
        assert not any(fill.startswith("rgba") for bar in bars for fill in bar.marker.color[:-1])


def test_what_was_planned_is_marked_over_what_was_done() -> None:
    done, asked, sets, asked_sets = done_chart(DONE).figure.data
    assert (list(done.y), list(asked.y)) == ([2, 0, 1, 1], [2, 2, 2, 2])
    assert (list(sets.y), list(asked_sets.y)) == ([22, 0, 11, 11], [24, 24, 24, 24])
    assert done.text[0] == (
        "27 Oct – 2 Nov<br>2 of 2 planned sessions, 22 of 24 hard sets<br>"
        "12 legs, 6 upper body, 4 core; 80 foot contacts"
    )


def test_a_week_without_a_plan_is_not_set_against_none() -> None:
    done, asked, *_ = done_chart([replace(DONE[0], planned_sessions=0, planned_sets=0), *DONE[1:]]).figure.data
    assert list(asked.y) == [None, 2, 2, 2]
    assert "<br>2 sessions, 22 hard sets; none planned<br>" in done.text[0]


def test_without_any_effort_the_panel_says_so() -> None:
    figure = two_loads_chart(RAN, [replace(week, leg_effort=0.0) for week in DONE]).figure
    assert figure.layout.annotations[1].text == "leg strength per week: no session was rated yet"
    assert figure.layout.yaxis2.showticklabels is False


def test_a_bar_says_where_nobody_said_how_hard_it_was() -> None:
    unrated = [*DONE[:-1], replace(DONE[-1], leg_effort=0.0, without_effort=1)]
    assert two_loads_chart(RAN, unrated).figure.data[1].text[-1] == (
        "17 Nov – 23 Nov<br>leg strength 0: 1 strength session, 1 without an effort"
    )


def test_words_say_what_the_figures_show() -> None:
    assert two_loads_chart(RAN, DONE).alt == (
        "Run load and leg strength by week, two scales, for 4 weeks; week of 10 Nov: run load 212, "
        "leg strength 200; week of 17 Nov: run load 213, leg strength 200."
    )
    assert done_chart(DONE).alt == (
        "Strength planned and done over 4 weeks: 4 of 8 planned sessions, 44 of 96 hard sets."
    )


def test_a_single_week_and_none_can_be_drawn() -> None:
    assert "1 week;" in two_loads_chart(RAN[:1], DONE[:1]).alt
    assert two_loads_chart([], []).alt == "Run load and leg strength by week, two scales, for 0 weeks."
    assert (
        done_chart([]).alt == "Strength planned and done over 0 weeks: 0 of 0 planned sessions, 0 of 0 hard sets."
    )
