"""One look for every figure: colours, layout, and words for those who cannot see it."""

import html
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

# Mid-tones: each stands out against the light page and the dark one alike (contrast of at least 3 to 1).
PACE: Final = "#1a8f80"
HEART: Final = "#d2475a"
GROUND: Final = "#6b7f86"
LOAD: Final = "#3f7fbf"
STRENGTH: Final = "#b8702a"
COLOURS: Final = (PACE, HEART, GROUND, LOAD, STRENGTH)


class Drawn(go.Figure):  # type: ignore[misc]
    """A figure that is drawn once and shown often: what travels to the browser is worked out once."""

    _travels: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain values, as they were when first asked for."""
        if self._travels is None:
            self._travels = super().to_dict()
        return self._travels


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, and one or two sentences that say what it shows."""

    figure: go.Figure
    alt: str


def faint(colour: str, opacity: float) -> str:
    """`colour` (#rrggbb) at `opacity` 0-1, as Plotly writes it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def label(text: str) -> str:
    """`text` as a Plotly label: Plotly reads a little HTML, links among it, and file names are anybody's."""
    return html.escape(text, quote=True)


def styled(figure: go.Figure, height: int) -> go.Figure:
    """`figure` with the house layout: no legend, room for a phone, and a finger scrolls instead of zooming."""
    # The page brings its own template; the stock one would be most of what travels to the browser.
    figure.layout.template = go.layout.Template()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 26, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverlabel={"namelength": -1},
    )
    figure.update_xaxes(automargin=True, fixedrange=True, showgrid=False, zeroline=False)
    figure.update_yaxes(automargin=True, fixedrange=True, zeroline=False, gridcolor=faint(GROUND, 0.22))
    return figure


def title_above(figure: go.Figure, text: str, *, row: int = 1) -> None:
    """Name the y axis of `row` in one line above its plot: sideways titles eat a phone's width."""
    axis = "" if row == 1 else str(row)
    figure.add_annotation(
        text=label(text),
        xref="paper",
        yref=f"y{axis} domain",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": 13},
    )
