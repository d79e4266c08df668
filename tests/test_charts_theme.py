"""The look that every figure shares."""

import numpy as np
import plotly.graph_objects as go
import pytest

from runstrong.charts.pace import pace_axis, pace_values
from runstrong.charts.theme import COLOURS, Drawn, faint, label, styled, title_above

LIGHT, DARK = "#fbfaf7", "#14191b"


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("page", [LIGHT, DARK])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_stands_out_by_day_and_by_night(colour: str, page: str) -> None:
    dim, bright = sorted((_luminance(colour), _luminance(page)))
    assert (bright + 0.05) / (dim + 0.05) >= 3


def test_faster_is_up_and_ticks_read_as_minutes_and_seconds() -> None:
    axis = pace_axis(fastest=331, slowest=368)
    bottom, top = axis["range"]
    assert bottom > 368 > 331 > top
    assert axis["ticktext"] == ["5:30", "5:40", "5:50", "6:00", "6:10"]


@pytest.mark.parametrize(("fastest", "slowest"), [(300, 300), (299.9, 300.1), (200, 1200), (300, 5000)])
def test_a_pace_axis_holds_its_paces_with_a_handful_of_ticks(fastest: float, slowest: float) -> None:
    axis = pace_axis(fastest, slowest)
    bottom, top = axis["range"]
    assert top <= fastest <= slowest <= bottom
    assert all(top <= tick <= bottom for tick in axis["tickvals"])
    assert 2 <= len(axis["tickvals"]) <= 7


def test_a_mile_takes_longer_than_a_kilometre() -> None:
    assert pace_values(300, "metric") == 300
    assert pace_values(300, "imperial") == pytest.approx(482.8, abs=0.1)


def test_a_label_cannot_hold_a_link() -> None:
    assert label('<a href="https://x.example">run</a> & "more"') == (
        "&lt;a href=&quot;https://x.example&quot;&gt;run&lt;/a&gt; &amp; &quot;more&quot;"
    )


def test_the_page_shows_through_and_a_finger_scrolls() -> None:
    layout = styled(go.Figure(go.Scatter(y=[1, 2])), 200).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.dragmode is False
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange


def test_a_title_is_escaped() -> None:
    figure = go.Figure()
    title_above(figure, "<b>pace</b>")
    assert figure.layout.annotations[0].text == "&lt;b&gt;pace&lt;/b&gt;"


def test_faint_keeps_the_colour() -> None:
    assert faint("#1a8f80", 0.25) == "rgba(26,143,128,0.25)"


def test_what_travels_is_worked_out_once_and_is_the_figure() -> None:
    drawn = styled(Drawn(go.Scatter(x=np.arange(3.0), y=[1, None, 2])), 100)
    plain = go.Figure(drawn).to_dict()
    assert drawn.to_dict() == plain
    assert drawn.to_dict() is drawn.to_dict()
