"""Everything one file says about one activity, in figures: computed once, at import."""

from typing import Final

import numpy as np

from runstrong.metrics.effort import best_means, normalised
from runstrong.metrics.grade import ground_of
from runstrong.metrics.grid import grid_of
from runstrong.metrics.heart import heart_of
from runstrong.metrics.windows import steady_windows
from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.facts import HR_BINS, SPEED_BIN_MPS, SPEED_BINS, Missing, RunFacts
from runstrong.model.track import Track

STEEP: Final = 0.15
WARM_SENSOR_S: Final = 900
COOL_PERCENTILE: Final = 10
GAP_METHOD: Final = {
    "barometric": "altitude from a barometer",
    "gps": "altitude from GPS",
    "none": "no altitude: level ground assumed",
}


def measure(track: Track) -> RunFacts:
    """The facts of one activity. Figures that make no sense off foot are None with `Missing.NOT_ON_FOOT`."""
    of = _Figures(track)
    return RunFacts(
        elapsed_s=of.elapsed_s(),
        timer_s=of.timer_s(),
        moving_s=of.moving_s(),
        distance_m=of.distance_m(),
        ascent_m=of.ascent_m(),
        avg_hr_bpm=of.avg_hr_bpm(),
        max_hr_bpm=of.max_hr_bpm(),
        avg_speed_mps=of.avg_speed_mps(),
        gap_mps=of.gap_mps(),
        norm_gap_mps=of.norm_gap_mps(),
        walking_share=of.walking_share(),
        steep_share=of.steep_share(),
        hr_quality=of.heart_share("hr_quality", of.heart.clean),
        locked_share=of.heart_share("locked_share", of.heart.locked),
        temperature_c=of.temperature_c(),
        mean_elevation_m=of.mean_elevation_m(),
        grade_source=of.ground.source,
        hr_seconds=of.hr_seconds(),
        gap_seconds=of.gap_seconds(),
        best_gap_mps=best_means(of.grid.t_s, of.paced_speed()),
        windows=steady_windows(of.grid, of.ground, of.heart),
        methods=of.methods,
        missing=of.missing,
    )


class _Figures:
    """One activity on its grid, with notes on how each figure was found, or why there is none."""

    def __init__(self, track: Track) -> None:
        self.track = track
        self.grid = grid_of(track)
        self.ground = ground_of(self.grid, track.sub_sport)
        self.heart = heart_of(self.grid, self.ground)
        self.methods: dict[str, str] = {}
        self.missing: dict[str, Missing] = {}

    def _note(self, name: str, value: float | None, reason: Missing, method: str = "ours") -> float | None:
        if value is None:
            self.missing[name] = reason
        else:
            self.methods[name] = method
        return value

    def _stated(self, name: str, watch: float | None, ours: float | None, reason: Missing) -> float | None:
        """The watch's own figure, else ours. Its 0 is silence where we count more."""
        if watch is not None and (watch > 0 or not ours):
            return self._note(name, float(watch), reason, "watch")
        return self._note(name, ours, reason)

    def _no_motion(self) -> Missing:
        """Why nothing is known about motion, where that is so."""
        return Missing.NO_MOVEMENT if np.isfinite(self.grid.speed_mps).any() else Missing.NO_SPEED

    def elapsed_s(self) -> float | None:
        t_s = self.track.columns["t_s"]
        ours = float(t_s[-1]) if len(t_s) else 0.0
        return self._stated("elapsed_s", self.track.totals.elapsed_s, ours or None, Missing.NOT_STATED)

    def timer_s(self) -> float | None:
        """Timer time; ours is elapsed time without pauses and breaks."""
        t_s, stretch = self.track.columns["t_s"], self.track.stretch
        together = (stretch[1:] == stretch[:-1]) & (stretch[1:] >= 0)
        ours = float(np.diff(t_s)[together].sum())
        return self._stated("timer_s", self.track.totals.timer_s, ours or None, Missing.NOT_STATED)

    def moving_s(self) -> float | None:
        seconds = float(self.grid.moving.sum())
        value = min(seconds, self.timer_s() or seconds) if self.grid.paced else None
        return self._note("moving_s", value, self._no_motion())

    def distance_m(self) -> float | None:
        """Distance; ours is the last of the column, else the sum of speed."""
        column = self.track.column("distance_m")
        known = column[np.isfinite(column)]
        ours = float(known[-1]) if len(known) else float(np.nansum(self.grid.speed_mps)) or None
        return self._stated("distance_m", self.track.totals.distance_m, ours, Missing.NO_DISTANCE)

    def ascent_m(self) -> float | None:
        ours = self.ground.ascent_m
        return self._stated("ascent_m", self.track.totals.ascent_m, ours, Missing.NO_ELEVATION)

    def avg_hr_bpm(self) -> float | None:
        """Mean heart rate; ours is weighted by time, pauses out."""
        ours = _mean(self.grid.hr_bpm)
        return self._stated("avg_hr_bpm", self.track.totals.avg_hr_bpm, ours, Missing.NO_HEART_RATE)

    def max_hr_bpm(self) -> float | None:
        column = self.track.column("hr_bpm")
        known = column[np.isfinite(column)]
        ours = float(known.max()) if len(known) else None
        return self._stated("max_hr_bpm", self.track.totals.max_hr_bpm, ours, Missing.NO_HEART_RATE)

    def avg_speed_mps(self) -> float | None:
        """Distance over timer time, as a watch shows it."""
        distance, timer = self.distance_m(), self.timer_s()
        value = distance / timer if distance and timer else None
        return self._note("avg_speed_mps", value, Missing.NO_DISTANCE, "distance over timer time")

    def paced_speed(self) -> FloatArray:
        """(n,) grade-adjusted speed while moving, NaN elsewhere and off foot."""
        wanted = self.grid.moving & self.grid.on_foot & self.grid.paced
        return np.where(wanted, self.ground.adjusted_mps, np.nan)

    def gap_mps(self) -> float | None:
        return self._on_foot("gap_mps", _mean(self.paced_speed()), GAP_METHOD[self.ground.source])

    def norm_gap_mps(self) -> float | None:
        return self._on_foot("norm_gap_mps", normalised(self.paced_speed()), GAP_METHOD[self.ground.source])

    def walking_share(self) -> float | None:
        return self._on_foot("walking_share", _share(~self.grid.running, self.grid.moving & self.grid.paced))

    def _on_foot(self, name: str, value: float | None, method: str = "ours") -> float | None:
        reason = self._no_motion() if self.grid.on_foot else Missing.NOT_ON_FOOT
        return self._note(name, value if self.grid.on_foot else None, reason, method)

    def steep_share(self) -> float | None:
        known = self.grid.moving & (self.ground.source != "none")
        return self._note("steep_share", _share(np.abs(self.ground.slope) > STEEP, known), Missing.NO_ELEVATION)

    def heart_share(self, name: str, verdict: BoolArray) -> float | None:
        """The share of moving time of which a verdict on heart rate holds."""
        if not np.isfinite(self.grid.hr_bpm).any():
            return self._note(name, None, Missing.NO_HEART_RATE)
        return self._note(name, _share(verdict, self.grid.moving), Missing.NO_MOVEMENT)

    def temperature_c(self) -> float | None:
        """The watch's own, warmed by the wrist: its 10th percentile once it has settled (science.md B.5)."""
        values = self.grid.temperature_c
        if not np.isfinite(values).any():
            return self._note("temperature_c", None, Missing.NO_TEMPERATURE)
        settled = values[WARM_SENSOR_S:]
        settled = settled[np.isfinite(settled)]
        value = float(np.percentile(settled, COOL_PERCENTILE)) if len(settled) else None
        return self._note("temperature_c", value, Missing.TOO_SHORT, "watch temperature (biased warm)")

    def mean_elevation_m(self) -> float | None:
        return self._note("mean_elevation_m", _mean(self.grid.elevation_m), Missing.NO_ELEVATION)

    def hr_seconds(self) -> IntArray:
        beats = self.grid.hr_bpm[self.heart.clean & self.grid.moving]
        return np.bincount(np.rint(beats).astype(np.int64), minlength=HR_BINS)

    def gap_seconds(self) -> IntArray:
        speed = self.paced_speed()
        bins = np.rint(speed[np.isfinite(speed)] / SPEED_BIN_MPS).astype(np.int64)
        return np.bincount(np.clip(bins, 0, SPEED_BINS - 1), minlength=SPEED_BINS)


def _mean(values: FloatArray) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else None


def _share(mask: BoolArray, among: BoolArray) -> float | None:
    return float(mask[among].mean()) if among.any() else None
