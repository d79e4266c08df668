"""The list of runs."""

import pyarrow as pa

from runstrong import coach
from runstrong.model.athlete import Units
from runstrong.store.database import Store
from runstrong.ui.run_words import list_row
from runstrong.ui.state import ask
from runstrong.ui.tables import as_grid, grid_to_choose


def choose_run(units: Units) -> str | None:
    """The list of runs, newest first; the id of the one just chosen."""
    picked = grid_to_choose(ask(_newest_first, units), key="runs")
    return None if picked is None else ask(coach.runs)[-1 - picked].summary.id


def _newest_first(_: Store, units: Units) -> pa.Table:
    return as_grid([list_row(run, units) for run in reversed(ask(coach.runs))])
