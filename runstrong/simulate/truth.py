"""What a block estimator should answer for a simulated runner."""

from collections.abc import Sequence

import numpy as np

from runstrong.simulate.activity import Truth
from runstrong.simulate.runner import Runner


def true_change_pct(runner: Runner, start_utc_s: Sequence[float], truths: Sequence[Truth]) -> float:
    """The rise, in % of speed at one heart rate, of the straight line through the truth of these runs.

    Gain and wandering level count; days, heat, drift, sensors and habits do not. The least-squares line of log
    speed from the first of at least two runs to the last, as a line through them all would have it without noise.
    """
    t_s = np.asarray(start_utc_s, dtype=float)
    gain = np.array([truth.gain for truth in truths])
    level_bpm = np.array([truth.level_bpm for truth in truths])
    usual_bpm = runner.body.slope_bpm_per_mps * runner.pacing.easy_mps
    rise = np.polyfit((t_s - t_s[0]) / np.ptp(t_s), np.log1p(gain) + np.log1p(-level_bpm / usual_bpm), 1)[0]
    return 100 * float(np.expm1(rise))
