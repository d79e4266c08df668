"""A runner with known truth, written as real watch files: the demo, and the yardstick for estimators.

`Runner` states what is true, `season` lives it day by day, `as_fit` and `as_gpx` write what a watch would have
written, and `make_demo` takes ten such weeks through the real import.
"""

from runstrong.simulate.activity import SimulatedActivity, Truth
from runstrong.simulate.demo import DEMO_ATHLETE, DEMO_RUNNER, DEMO_TRUTH_PCT, demo_files, make_demo
from runstrong.simulate.fit_file import as_fit, write_folder
from runstrong.simulate.gpx_file import as_gpx
from runstrong.simulate.runner import Body, Habit, Pacing, Place, Runner, Sensors
from runstrong.simulate.season import season
from runstrong.simulate.truth import true_change_pct

__all__ = [
    "DEMO_ATHLETE",
    "DEMO_RUNNER",
    "DEMO_TRUTH_PCT",
    "Body",
    "Habit",
    "Pacing",
    "Place",
    "Runner",
    "Sensors",
    "SimulatedActivity",
    "Truth",
    "as_fit",
    "as_gpx",
    "demo_files",
    "make_demo",
    "season",
    "true_change_pct",
    "write_folder",
]
