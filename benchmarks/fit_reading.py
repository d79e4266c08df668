"""The FIT reader beside fitparse, in one run, and how reading grows from one hour to eight.

CPU times of the best of several tries, and their ratios. fitparse is read to the end of its messages, ours to
finished recordings; what both say of the same bytes is compared in tests/test_fit_oracle.py.
"""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fitparse import FitFile

from runstrong.ingest.fit.read import read_fit

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared" / "watch-files"
sys.path.insert(0, str(PROJECT))

from tests.fit_builder import START, file_id  # noqa: E402 - the builder lives with the tests

REAL = ("garmin-stamina.fit", "activity-large-fenxi2-multisport.fit")

RECORD = [
    (253, "uint32"), (0, "sint32"), (1, "sint32"), (5, "uint32"), (73, "uint32"), (78, "uint32"), (7, "uint16"),
    (39, "uint16"), (40, "uint16"), (41, "uint16"), (83, "uint16"), (84, "uint16"), (85, "uint16"), (87, "uint16"),
    (3, "uint8"), (4, "uint8"), (13, "sint8"), (42, "enum"), (53, "uint8"), (107, "enum"),
]  # fmt: skip
"""What a Garmin watch of these years writes every second."""

POSITION = [(253, "uint32"), (0, "uint16"), (1, "sint32"), (2, "sint32"), (3, "uint32"), (4, "uint32")]
SUMMARY = [*((number, "uint32") for number in (253, 2, 7, 8, 9)), (5, "enum"), (6, "enum"), (16, "uint8")]
"""Of a lap or session: timestamp, start, elapsed, timer, distance, sport, sub-sport, heart rate."""


def _record(second: int) -> tuple[int, ...]:
    semicircles = 500_000_000 + 300 * second
    return (
        START + second, semicircles, semicircles // 3, 310 * second, 3100 + second % 200, 3000 + second % 400, 280,
        850, 3400, 2450, 800, 5000, 11_000, 0xFFFF, 130 + second % 40, 85, 21, 1, second % 128, 0xFF,
    )  # fmt: skip


def hours(count: int) -> bytes:
    """A run of `count` hours: a record and a position a second, a lap every kilometre."""
    fit = file_id().define(0, 20, RECORD).define(1, 160, POSITION).define(2, 19, SUMMARY)
    for second in range(3600 * count):
        fit.data(0, *_record(second)).data(1, START + second, second % 1000, 1, 2, 3, 4)
        if second % 320 == 319:
            fit.data(2, START + second, START + second - 319, 320_000, 320_000, 100_000, 1, 0, 150)
    summary = (START + 3600 * count, START, *[3_600_000 * count] * 2, 1_116_000 * count, 1, 0, 150)
    return fit.message(18, SUMMARY, *summary).bytes()


def multisport() -> bytes:
    """About a megabyte: five legs of an hour each, a record a second."""
    fit = file_id().define(0, 20, RECORD).define(2, 18, SUMMARY)
    for leg, sport in enumerate((5, 3, 2, 3, 1)):
        for second in range(3600 * leg, 3600 * (leg + 1)):
            fit.data(0, *_record(second))
        start = START + 3600 * leg
        fit.data(2, start + 3600, start, 3_600_000, 3_600_000, 1_116_000, sport, 0, 150)
    return fit.bytes()


def cpu_s(work: Callable[[], object], times: int) -> float:
    """The shortest CPU time of `times` tries."""
    gc.collect()
    shortest = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        shortest = min(shortest, time.process_time() - began)
    return shortest


def beside_fitparse(name: str, data: bytes) -> None:
    """Ours before and after theirs, so that a change of the machine's pace shows on both sides."""
    before = cpu_s(lambda: read_fit(data), 20)
    theirs = cpu_s(lambda: list(FitFile(data).get_messages()), 2)
    ours = min(before, cpu_s(lambda: read_fit(data), 20))
    records = sum(len(each.utc_s) for each in read_fit(data).recordings)
    print(
        f"{name:38} {len(data) / 1e6:5.2f} MB {records:6d} records   "
        f"ours {1000 * ours:6.2f} ms   fitparse {1000 * theirs:6.0f} ms   {theirs / ours:5.0f} times faster"
    )


def growth() -> None:
    files = {count: hours(count) for count in (1, 2, 4, 8)}
    times = {count: cpu_s(lambda data=data: read_fit(data), 40) for count, data in files.items()}
    for count, ours in times.items():
        print(f"{count} h   {1000 * ours:6.2f} ms   {1000 * ours / count:5.2f} ms for each hour")
    slope = (times[8] - times[4]) / (times[4] - times[2])
    print(f"the step from 4 h to 8 h costs {slope:.2f} times that from 2 h to 4 h (linear: 2)")


def main() -> None:
    beside_fitparse("one hour, built", hours(1))
    beside_fitparse("multisport, built", multisport())
    for name in REAL if SHARED.is_dir() else ():
        beside_fitparse(name, (SHARED / name).read_bytes())
    growth()


if __name__ == "__main__":
    main()
