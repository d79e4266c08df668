"""The validation table as a page of the docs, in words for a runner who does not believe it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.trend.figures import Row
from benchmarks.trend.scenarios import SCENARIOS
from benchmarks.trend.table import baseline_table, markdown, own_table
from runstrong import __version__

PAGE: Final = Path(__file__).with_name("validation_page.md")


def write_document(path: Path, rows: Sequence[Row]) -> None:
    """Write the page with today's date and this version."""
    lines = [["scenario", "what is lived"], *([row.name, SCENARIOS[row.name].says] for row in rows)]
    text = PAGE.read_text(encoding="utf-8").format(
        day=datetime.now(UTC).date(),
        version=__version__,
        lives=max(row.lives for row in rows),
        blocks=max(row.blocks for row in rows),
        scenarios=markdown(lines),
        own=own_table(rows),
        baselines=baseline_table(rows),
    )
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
