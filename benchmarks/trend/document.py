"""The validation table as a page of the docs, in words for a runner who does not believe it."""

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.trend.figures import Row
from benchmarks.trend.scenarios import SCENARIOS
from benchmarks.trend.table import baseline_table, markdown, null_table, own_table
from runstrong import __version__

PAGE: Final = Path(__file__).with_name("validation_page.md")
BROKEN_COVER: Final = 0.85
WRONG_PCT: Final = 1.0
PROMISED: Final = 0.08
"""An interval that holds the truth less often, or a bias beyond this and beyond chance, is named in the page,
and so are more false verdicts of one kind than promised."""


def write_document(path: Path, rows: Sequence[Row], null_rows: Sequence[Row]) -> None:
    """Write the page with today's date and this version."""
    lines = [["scenario", "what is lived"], *([row.name, SCENARIOS[row.name].says] for row in rows)]
    text = PAGE.read_text(encoding="utf-8").format(
        day=datetime.now(UTC).date(),
        version=__version__,
        machine=f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        lives=max(row.lives for row in rows),
        blocks=max(row.blocks for row in rows),
        scenarios=markdown(lines),
        own=own_table(rows),
        nulls=null_table(null_rows) if null_rows else "Not counted this time.",
        null=max((row.lives for row in null_rows), default=0),
        baselines=baseline_table(rows),
        failing=failing(rows),
    )
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def failing(rows: Sequence[Row]) -> str:
    """The ways of life that mislead, with what is wrong about them."""
    lines = [line for row in rows if (line := _failing(row))]
    return "\n".join(lines) or "None of the lines above."


def _failing(row: Row) -> str:
    if row.errors is None or row.errors.cover.value is None:
        return ""
    bias, sure = row.errors.bias, abs(row.errors.bias) > WRONG_PCT + 2 * row.errors.bias_se
    wrong = [f"off by {bias:+.1f} points"] if sure else []
    if row.errors.cover.value < BROKEN_COVER:
        wrong.append(f"its 90 % interval holds the truth in {100 * row.errors.cover.value:.0f} % of blocks")
    for verdict, share in (("faster", row.faster), ("slower", row.slower)):
        if (share.value or 0.0) > PROMISED:
            wrong.append(f"called {verdict} where nothing changed in {100 * (share.value or 0.0):.0f} % of blocks")
    return f"- **{row.name}** ({SCENARIOS[row.name].says}): {'; '.join(wrong)}." if wrong else ""
