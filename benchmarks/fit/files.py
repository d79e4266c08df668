"""The FIT files that are read: runs from the simulator, and two files laid out less kindly, as some watches do."""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks import archives  # noqa: E402
from tests.fit_builder import START, file_id  # noqa: E402 - the builder lives with the tests

SHARED = PROJECT.parent / "shared" / "watch-files"
REAL = ("garmin-stamina.fit", "activity-large-fenxi2-multisport.fit")
HOURS = (1, 2, 4, 8)

RECORD = [
    (253, "uint32"), (0, "sint32"), (1, "sint32"), (5, "uint32"), (73, "uint32"), (78, "uint32"), (7, "uint16"),
    (39, "uint16"), (40, "uint16"), (41, "uint16"), (83, "uint16"), (84, "uint16"), (85, "uint16"), (87, "uint16"),
    (3, "uint8"), (4, "uint8"), (13, "sint8"), (42, "enum"), (53, "uint8"), (107, "enum"),
]  # fmt: skip
"""What a Garmin watch of these years writes every second."""

POSITION = [(253, "uint32"), (0, "uint16"), (1, "sint32"), (2, "sint32"), (3, "uint32"), (4, "uint32")]
SUMMARY = [*((number, "uint32") for number in (253, 2, 7, 8, 9)), (5, "enum"), (6, "enum"), (16, "uint8")]
"""Of a lap or session: timestamp, start, elapsed, timer, distance, sport, sub-sport, heart rate."""


def files() -> dict[str, bytes]:
    """Every file to be read, by the name it has in the table."""
    made = {
        "one hour, a plain watch": next(archives.files(1)),
        "one hour, running dynamics": next(archives.files(1, "dynamics")),
        "one hour, two messages a second": interleaved(),
        "five sports in one file": multisport(),
    }
    return made | {name: (SHARED / name).read_bytes() for name in REAL if (SHARED / name).exists()}


def hours() -> dict[int, bytes]:
    """A run of so many hours, a record a second."""
    return {count: next(archives.files(1, "dynamics", minutes=60 * count)) for count in HOURS}


def _record(second: int) -> tuple[int, ...]:
    semicircles = 500_000_000 + 300 * second
    return (
        START + second, semicircles, semicircles // 3, 310 * second, 3100 + second % 200, 3000 + second % 400, 280,
        850, 3400, 2450, 800, 5000, 11_000, 0xFFFF, 130 + second % 40, 85, 21, 1, second % 128, 0xFF,
    )  # fmt: skip


def interleaved() -> bytes:
    """A record and a position a second, in turn, and a lap every kilometre."""
    fit = file_id().define(0, 20, RECORD).define(1, 160, POSITION).define(2, 19, SUMMARY)
    for second in range(3600):
        fit.data(0, *_record(second)).data(1, START + second, second % 1000, 1, 2, 3, 4)
        if second % 320 == 319:
            fit.data(2, START + second, START + second - 319, 320_000, 320_000, 100_000, 1, 0, 150)
    summary = (START + 3600, START, *[3_600_000] * 2, 1_116_000, 1, 0, 150)
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
