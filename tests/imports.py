"""Files taken in as an archive or one by one, those of one run among them, and what the store holds of them."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import timedelta

import numpy as np

from runstrong import importing
from runstrong.ingest.aligned import Streams
from runstrong.model.outcome import FileOutcome
from runstrong.store.database import Store
from tests.files import START as MARCH
from tests.files import gpx
from tests.two_devices import START, a_run, as_gpx, as_tcx, device

PLACE = ("lat_deg", "lon_deg")


def runs(number: int) -> dict[str, bytes]:
    """So many short runs on following days, by name."""
    return {f"{day:03}.gpx": gpx(start=MARCH + timedelta(days=day), seconds=300) for day in range(number)}


def zipped(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of files, by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def uploaded(files: Mapping[str, bytes]) -> importing.Source:
    """Files that come in one archive."""
    return importing.from_uploads([("all.zip", io.BytesIO(zipped(files)))])


def bulk(store: Store, files: Mapping[str, bytes], **how: object) -> list[FileOutcome]:
    """What becomes of files that come in one archive."""
    return list(importing.bulk(store, uploaded(files), **how))  # type: ignore[arg-type]


def taken_in(store: Store, files: Mapping[str, bytes]) -> list[str]:
    """The ids of files that hold one activity each."""
    return [outcome.activities[0].id for outcome in bulk(store, files)]


def only(outcomes: Iterator[FileOutcome]) -> FileOutcome:
    """Of a file that came alone."""
    (outcome,) = outcomes
    return outcome


def holed(streams: Streams, name: str, rows: slice) -> Streams:
    """A stream with a hole."""
    streams.columns[name][rows] = np.nan
    return streams


def three_files(seed: int = 1) -> dict[str, bytes]:
    """One run: a strap's heart rate with a hole, a phone's places, a watch's distance, steps and heart rate."""
    truth = a_run(seed, 900)
    strap = holed(device(truth, 1, has=("hr_bpm", "cadence_spm")), "hr_bpm", slice(300, 400))
    phone = device(truth, 2, has=(*PLACE, "elevation_m"), fast_s=9)
    watch = device(truth, 3, has=("hr_bpm", "distance_m", "cadence_spm"))
    return {"strap.tcx": as_tcx(strap), "phone.gpx": as_gpx(phone), "watch.tcx": as_tcx(watch, "watch")}


def crop(seconds: int = 600) -> bytes:
    """The beginning of a run that another file holds whole."""
    whole = device(a_run(1, 900), 1)
    return as_tcx(Streams(START, {n: v[:seconds] for n, v in whole.columns.items()}, whole.stretch[:seconds]))


def held(store: Store) -> dict[str, Mapping[str, object]]:
    """Everything the store holds about each activity, whatever key it has; as text, where nan equals nan."""
    queries = {
        "facts": "* EXCLUDE (activity) FROM facts WHERE activity = ?",
        **{
            table: f"* EXCLUDE (activity, seq) FROM {table} WHERE activity = ? ORDER BY seq"
            for table in ("raw_samples", "windows", "laps", "sets")
        },
    }
    with store.read() as cursor:
        rows = cursor.execute("SELECT key, * EXCLUDE (key) FROM activities ORDER BY id").fetchall()
        return {
            str(identity[0]): {"activity": identity}
            | {table: str(cursor.execute(f"SELECT {query}", [key]).fetchall()) for table, query in queries.items()}
            for key, *identity in rows
        }
