"""Two spans side by side: each run faint, each span's pace at one heart rate with its 90 % interval."""

from datetime import date

import numpy as np
import plotly.graph_objects as go

from runstrong.charts.pace import axis_of, bars, drawn, one_run_each, title_at
from runstrong.charts.theme import PACE, Chart, Drawn, faint, styled, title_above
from runstrong.charts.thinning import telling
from runstrong.model.arrays import FloatArray
from runstrong.model.athlete import Units
from runstrong.model.trend import BlockComparison, ComparedSpan
from runstrong.units import day_text, pace_text

MOST_RUNS = 500
"""More dots are one cloud; the fastest and the slowest of every few weeks are always drawn."""
_HALF_WIDTH = 0.32
"""A span's runs are spread this far to either side of its place, first day to last."""


def compare_chart(found: BlockComparison, units: Units, *, height: int = 320) -> Chart:
    """Span a on the left, b on the right; paces per km or mile, faster is up."""
    figure = Drawn()
    spans = (found.a, found.b)
    for place, span in enumerate(spans):
        figure.add_trace(_runs(span, place, units))
    if all(span.pace_s_per_km is not None for span in spans):
        figure.add_trace(_means(spans, units))
    styled(figure, height)
    title_above(figure, title_at(found.reference_hr_bpm, units))
    figure.update_xaxes(range=[-0.5, 1.5], tickvals=[0, 1], ticktext=[_days(span, "<br>") for span in spans])
    figure.update_yaxes(**_axis(spans, units))
    return Chart(figure, _alt(found, units))


def _days(span: ComparedSpan, between: str = " ") -> str:
    return f"{_day(span.from_day)} to{between}{_day(span.to_day)}"


def _day(day: date) -> str:
    return f"{day_text(day)} {day.year}"


def _runs(span: ComparedSpan, place: int, units: Units) -> go.Scatter:
    length = max((span.to_day - span.from_day).days, 1)
    paces = np.array([point.pace_s_per_km for point in span.points])
    points = [span.points[kept] for kept in telling(paces, MOST_RUNS)]
    share = np.array([(point.day - span.from_day).days / length for point in points])
    words = [f"{_day(point.day)}: {pace_text(point.pace_s_per_km, units)}" for point in points]
    drawn_paces = drawn((point.pace_s_per_km for point in points), units)
    return one_run_each(place + _HALF_WIDTH * (2 * share - 1), drawn_paces, words, f"runs of span {'ab'[place]}")


def _means(spans: tuple[ComparedSpan, ComparedSpan], units: Units) -> go.Scatter:
    paces, fastest, slowest = (_drawn(spans, which, units) for which in ("pace", "fastest", "slowest"))
    words = [
        f"{pace_text(span.pace_s_per_km, units)} from {len(span.runs_used)} runs"
        f"<br>90 % interval {' to '.join(pace_text(bound, units) for bound in span.interval90_s_per_km or ())}"
        for span in spans
    ]
    return go.Scatter(
        x=[0, 1],
        y=paces,
        text=words,
        error_y=bars(paces, fastest, slowest, color=PACE, thickness=2, width=8),
        mode="markers+lines",
        name="each span",
        line={"color": faint(PACE, 0.5), "width": 1.5, "dash": "dot"},
        marker={"size": 13, "color": PACE},
        hovertemplate="%{text}<extra></extra>",
    )


def _drawn(spans: tuple[ComparedSpan, ComparedSpan], which: str, units: Units) -> FloatArray:
    def of(span: ComparedSpan) -> float:
        pace = span.pace_s_per_km or 0.0
        fastest, slowest = span.interval90_s_per_km or (pace, pace)
        return {"pace": pace, "fastest": fastest, "slowest": slowest}[which]

    return drawn((of(span) for span in spans), units)


def _axis(spans: tuple[ComparedSpan, ComparedSpan], units: Units) -> dict[str, object]:
    paces = [point.pace_s_per_km for span in spans for point in span.points]
    paces += [bound for span in spans for bound in span.interval90_s_per_km or ()]
    return axis_of(paces, units)


def _alt(found: BlockComparison, units: Units) -> str:
    if found.reference_hr_bpm is None:
        return f"Two spans, {_days(found.a)} and {_days(found.b)}: nothing to compare. {found.verdict_text}"
    told = (
        f"{pace_text(span.pace_s_per_km, units)} from {_days(span)} ({len(span.runs_used)} runs)"
        for span in (found.a, found.b)
    )
    return f"Pace at {found.reference_hr_bpm:.0f} beats per minute: {' against '.join(told)}. {found.verdict_text}"
