"""How good the trend is on a real archive, where nobody knows the truth.

    python benchmarks/trend_real.py [FOLDER ...] [--slope 22] [--repeats 4] [--jobs 2]

Each folder holds one runner's FIT, GPX, TCX or zip files; they are imported into a store that is thrown away.
Three questions: how well is the next run's heart rate at its own speed foretold from the past alone; does a block
re-ordered so that it holds no trend show one; is a gain put into such a block found again. Without a folder a
simulated runner's two years stand in. `--slope` is what an injected gain is worth in bpm per m/s when it shows as
heart rate: an assumption, and the estimate scales with it.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from multiprocessing import get_context
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402

from benchmarks.trend.archive import Archive, load  # noqa: E402
from benchmarks.trend.blocks import OURS, REAL, Told, block_starts, split_half, told  # noqa: E402
from benchmarks.trend.forecast import Forecast, forecasts  # noqa: E402
from benchmarks.trend.scenarios import simulated_archive  # noqa: E402
from benchmarks.trend.table import markdown  # noqa: E402

Work = Callable[[Archive, date], object]
_archive: Archive


def every(archive: Archive, work: Callable[..., object], days: Sequence[date], jobs: int) -> list[object]:
    """`work` on each day, in as many processes as asked for, each with the archive from the start."""
    global _archive  # noqa: PLW0603 - forked processes find it here instead of having it sent with each task
    _archive = archive
    with get_context("fork").Pool(jobs) as pool:
        return pool.map(_Here(work), days, chunksize=4)


class _Here:
    def __init__(self, work: Callable[..., object]) -> None:
        self.work = work

    def __call__(self, day: date) -> object:
        return self.work(_archive, day)


def forecast_lines(found: Sequence[Forecast]) -> list[list[str]]:
    lines = [["foretold by", "runs", "RMSE, bpm", "median error", "90 % interval holds"]]
    for who in dict.fromkeys(one.who for one in found):
        errors = np.array([one.error for one in found if one.who == who])
        inside = np.mean([one.inside for one in found if one.who == who])
        rmse, usual = np.sqrt(np.mean(errors**2)), np.median(np.abs(errors))
        lines.append([who, str(len(errors)), f"{rmse:.1f}", f"{usual:.1f}", f"{inside:.2f}"])
    return lines


def placebo_lines(found: Sequence[Told]) -> list[list[str]]:
    who = list(dict.fromkeys(one.who for one in found))
    lines = [["block", "estimates", *(f"{name}: mean, missed" for name in who), "says faster", "says slower"]]
    for treatment in dict.fromkeys(one.treatment for one in found):
        some = [one for one in found if one.treatment == treatment]
        ours = [one for one in some if one.who == OURS]
        verdicts = [f"{np.mean([one.verdict == word for one in ours]):.2f}" if ours else "–"
                    for word in ("likely_faster", "likely_slower")]  # fmt: skip
        cells = [_told_by(name, treatment, found) for name in who]
        lines.append([treatment, str(len(ours)), *cells, *verdicts])
    return lines


def _told_by(who: str, treatment: str, found: Sequence[Told]) -> str:
    """Mean estimate and share of 90 % intervals that do not hold the truth (0 where nobody knows it).

    Of an injected gain the mean is what it added to the estimate of the same runs in the same order.
    """
    some = [one for one in found if (one.who, one.treatment) == (who, treatment)]
    if not some:
        return "–"
    missed = np.mean([not one.estimate.low <= (one.truth or 0.0) <= one.estimate.high for one in some])
    plain = {one.order: one.estimate.percent for one in found if (one.who, one.treatment) == (who, "shuffled")}
    injected = [(one, plain[one.order]) for one in some if one.truth and one.order in plain]
    added = [one.estimate.percent - before for one, before in injected]
    return f"{np.mean(added or [one.estimate.percent for one in some]):+.1f}, {missed:.2f}"


def summary_lines(found: Sequence[Told], halves: Iterable[float | None]) -> list[str]:
    ours = [one for one in found if one.who == OURS and one.treatment == REAL]
    shuffled = [one for one in found if one.who == OURS and one.treatment == "shuffled"]
    apart = [half for half in halves if half is not None]
    told_of = [one.unusual for one in ours if one.unusual is not None]
    lines = [f"{len(ours)} blocks as they were."]
    if shuffled:
        se, least = (np.median([getattr(one, name) for one in shuffled]) for name in ("se", "min_detectable"))
        lines.append(f"Median standard error {se:.1f} points, median least detectable change {least:.1f} %.")
    if len(apart) > 2:
        lines.append(f"Trends of every other run differ with a z of SD {np.std(apart):.2f} (1 is right).")
    if told_of:
        lines.append(f"{np.mean(told_of):.0%} of blocks stand out against the runner's usual wander.")
    return lines


def report(archive: Archive, slope: float, repeats: int, jobs: int) -> str:
    days = sorted({run.summary.local_day for run in archive.runs if run.score.left_out is None})
    foretold = [one for some in every(archive, _forecasts, days, jobs) for one in some]  # type: ignore[attr-defined]
    starts = block_starts(archive)
    blocks = every(archive, _Blocks(slope, repeats), starts, jobs)
    found = [one for some, _ in blocks for one in some]  # type: ignore[attr-defined]
    parts = [f"{archive.name}: {len(archive.runs)} runs, {len(days)} days with a run that may enter the trend"]
    if foretold:
        parts.append(markdown(forecast_lines(foretold)))
    if not found:
        parts.append("Too few runs for a ten-week block.")
    else:
        halves = (half for _, half in blocks)  # type: ignore[attr-defined]
        parts += [markdown(placebo_lines(found)), "\n".join(summary_lines(found, halves))]
    return "\n\n".join(parts)


def _forecasts(archive: Archive, day: date) -> list[Forecast]:
    return list(forecasts(archive, day))


class _Blocks:
    def __init__(self, slope: float, repeats: int) -> None:
        self.slope, self.repeats = slope, repeats

    def __call__(self, archive: Archive, start: date) -> tuple[list[Told], float | None]:
        return list(told(archive, start, self.slope, self.repeats)), split_half(archive, start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--slope", type=float, default=22.0, help="bpm per m/s of an injected gain")
    parser.add_argument("--repeats", type=int, default=4, help="random orders per block and placebo")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    for missing in (folder for folder in asked.folders if not folder.exists()):
        parser.error(f"there is no {missing}")
    with tempfile.TemporaryDirectory() as made:
        folders = asked.folders or [simulated_archive(Path(made) / "simulated runner", 1)]
        for folder in folders:
            print(report(load(folder), asked.slope, asked.repeats, asked.jobs), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
