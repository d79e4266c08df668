"""The figure of years of pace at heart rate."""

from dataclasses import replace
from datetime import date, timedelta

from runstrong.charts.longview import long_view_chart
from runstrong.model.trend import LongPiece, LongPoint, LongView, SensorChange

FIRST = date(2020, 1, 6)
HOSTILE = '<a href="x">strap</a> with a watch of a very long name'


def piece(sensor: str, first_week: int, weeks: int) -> LongPiece:
    days = [FIRST + timedelta(weeks=first_week + week) for week in range(weeks)]
    return LongPiece(sensor, 3 * weeks, tuple(LongPoint(day, 350.0, (340.0, 362.0)) for day in days))


VIEW = LongView(
    145.0,
    (
        piece("wrist with Old", 0, 50),
        piece("wrist with Old", 70, 30),
        piece(HOSTILE, 100, 60),
        piece("lone", 170, 1),
    ),
    (SensorChange(FIRST + timedelta(weeks=100), HOSTILE),),
    "Look, do not conclude.",
)


def test_a_line_and_a_band_for_every_stretch_and_gaps_stay_open() -> None:
    data = long_view_chart(VIEW, "metric").figure.data
    assert len(data) == 8
    first, second = data[1], data[3]
    assert date.fromisoformat(first.x[-1]) < date.fromisoformat(second.x[0]) - timedelta(weeks=4)
    assert data[7].mode == "markers"


def test_a_sensor_keeps_its_colour_and_another_has_another() -> None:
    lines = long_view_chart(VIEW, "metric").figure.data[1::2]
    assert lines[0].line.color == lines[1].line.color != lines[2].line.color


def test_a_new_sensor_is_marked_with_its_name_cut_and_harmless() -> None:
    figure = long_view_chart(VIEW, "metric").figure
    (mark,) = figure.layout.shapes
    assert mark.x0 == VIEW.changes[0].day
    named = figure.layout.annotations[0].text
    assert figure.layout.annotations[0].xanchor == "right"
    assert "<a" not in named
    assert named.endswith("…")
    assert all("<a" not in trace.name for trace in figure.data)


def test_a_name_near_the_left_edge_stands_to_the_right_of_its_line() -> None:
    early = replace(VIEW, changes=(SensorChange(FIRST + timedelta(weeks=10), HOSTILE),))
    assert long_view_chart(early, "metric").figure.layout.annotations[0].xanchor == "left"


def test_a_key_names_the_colours_of_several_sensors_and_none_of_one() -> None:
    figure = long_view_chart(VIEW, "metric").figure
    named = [trace.name for trace in figure.data if trace.showlegend]
    assert figure.layout.showlegend
    assert len(named) == len(set(named)) == 3
    assert not long_view_chart(replace(VIEW, pieces=VIEW.pieces[:2]), "metric").figure.layout.showlegend


def test_faster_is_up_in_the_runners_unit() -> None:
    figure = long_view_chart(VIEW, "imperial").figure
    bottom, top = figure.layout.yaxis.range
    assert bottom > 362 * 1.609 > 340 * 1.61 > top
    assert "min/mi at 145 bpm" in figure.layout.annotations[-1].text


def test_the_words_tell_span_range_and_sensors() -> None:
    alt = long_view_chart(VIEW, "metric").alt
    for part in ("145 beats per minute", "6 Jan 2020", "4 stretches", "5:50 /km", "6 Dec 2021", "do not conclude"):
        assert part in alt


def test_nothing_to_draw_still_draws() -> None:
    chart = long_view_chart(LongView(None, (), (), "Not enough data yet."), "metric")
    assert "nothing to draw. Not enough data yet." in chart.alt
    assert len(chart.figure.data) == 0
