"""Thousands of runners by chance, each plan held against its promises: python benchmarks/plans.py [count]."""

import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tests.plan_checker import Case, broken_promises, leg_sets, working_sets  # noqa: E402
from tests.random_runners import somebody, worse_off  # noqa: E402

COUNT = 10_000
SEED = 20260302


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    tally: Counter[str] = Counter()
    phases: Counter[str] = Counter()
    times: list[float] = []
    for number in range(count):
        _one(np.random.default_rng((seed, number)), number, tally, phases, times)
    _report(count, tally, phases, times)


def _one(
    rng: np.random.Generator, number: int, tally: Counter[str], phases: Counter[str], times: list[float]
) -> None:
    one = somebody(rng)
    begin = time.perf_counter()
    case = one.case()
    times.append(1000 * (time.perf_counter() - begin))
    plan = case.plan
    faults = broken_promises(case)
    after = worse_off(one, rng).case()
    before, heavier = _dose(case), _dose(after)
    if any(more > less for more, less in zip(heavier, before, strict=True)):
        faults.append(f"more load, more strength: {before} before, {heavier} after")
    if number % 10 == 0 and repr(one.case().plan) != repr(plan):
        faults.append("the same input gave another plan")
    for fault in faults:
        tally["broken"] += 1
        print(f"{number}: {fault}", file=sys.stderr)
    phases[plan.phase + (" (deload)" if plan.deload else "")] += 1
    tally["sessions"] += sum(session.status == "planned" for session in plan.sessions)
    tally["left out"] += len(plan.left_out)
    tally["softened"] += heavier[0] < before[0]


def _dose(case: Case) -> tuple[int, int, int]:
    """Leg sets, all working sets and foot contacts of a week."""
    sessions = case.plan.sessions
    legs, sets = sum(leg_sets(case, one) for one in sessions), sum(working_sets(one) for one in sessions)
    return legs, sets, sum(one.foot_contacts for one in sessions)


def _report(count: int, tally: Counter[str], phases: Counter[str], times: list[float]) -> None:
    print(
        f"{count} runners, {tally['sessions']} sessions planned, {tally['left out']} things left out with a reason"
    )
    print(f"{tally['broken']} promises broken; {tally['softened']} weeks with fewer leg sets after more load")
    print(f"time per plan: median {np.median(times):.1f} ms, 95 % under {np.percentile(times, 95):.1f} ms\n")
    for phase, weeks in phases.most_common():
        print(f"{phase:<24}{weeks:>7}")


if __name__ == "__main__":
    main()
