"""Where things live and how much is let in."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one upload may hold; counted while streaming, never believed from headers. `seconds` is for a file.

    An archive's own size does no harm, as it is streamed: most of ten years of Strava are pictures. Garmin packs
    archives into an archive, and that may be packed once more: `depth` is so many archives in one another.
    """

    file_bytes: int = 25 * MEGABYTE
    archive_bytes: int = 4_000 * MEGABYTE
    unpacked_bytes: int = 4_000 * MEGABYTE
    members: int = 50_000
    depth: int = 3
    records: int = 500_000
    seconds: float = 60.0


LIMITS = Limits()

DATABASE_NAME = "runstrong.duckdb"
ORIGINALS_FOLDER = "originals"
DEMO_FOLDER = "demo"


def data_folder() -> Path:
    """The folder that holds the athlete's database and originals: RUNSTRONG_DATA, else the platform's."""
    stated = os.environ.get("RUNSTRONG_DATA")
    return Path(stated).expanduser().resolve() if stated else user_data_path("runstrong", appauthor=False)


def shipped(name: str) -> Path:
    """A file that travels with the program: `app.py`, `pages/...`, `data/...`.

    In a checkout these lie at the top of the project; in an installed wheel, inside the package.
    """
    package = Path(__file__).resolve().parent
    installed = package / "dashboard"
    return (installed if (installed / "app.py").exists() else package.parent) / name
