"""What a Garmin export says about its files: found wherever it lies, and never a reason to fail."""

import gzip
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.config import Limits
from runstrong.ingest import garmin
from runstrong.ingest.told import Told
from runstrong.model.caption import Caption, CaptionsByStart
from runstrong.model.outcome import Outcome
from runstrong.store.database import Store
from tests.files import START, gpx, tcx
from tests.imports import zipped
from tests.test_strava import OLD
from tests.zips import with_peak

FITNESS = "DI_CONNECT/DI-Connect-Fitness"
SUMMARY = f"{FITNESS}/ann@example.org_0_summarizedActivities.json"
UPLOADS = "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip"


def milliseconds(start: datetime) -> float:
    return start.replace(tzinfo=UTC).timestamp() * 1000


def told(number: int, name: object, *, start: datetime = START, **more: object) -> dict[str, object]:
    """One activity as a summary tells of it, with a part of all the rest that stands there."""
    return {
        "activityId": number, "uuidMsb": -1, "name": name, "activityType": "running", "userProfileId": 7,
        "startTimeGmt": milliseconds(start), "startTimeLocal": milliseconds(start) + 3.6e6, "distance": 360000.0,
        "splits": [{"measurements": [{"fieldEnum": "SUM_DISTANCE", "value": 1.0}]}], "parent": False, **more,
    }  # fmt: skip


def summary(*activities: dict[str, object]) -> bytes:
    return json.dumps([{"summarizedActivitiesExport": activities}], indent=1).encode()


def read(text: bytes) -> list[garmin.Summary]:
    return [one for one in garmin.summaries(io.BytesIO(text).read) if one is not None]


def test_titles_come_with_the_time_at_which_they_began() -> None:
    found = read(summary(told(11, "Berlin Running", description="Rain\n\nand wind"), told(12, "Hills")))
    assert [(one.id, one.title, one.description) for one in found] == [
        ("11", "Berlin Running", "Rain\nand wind"),
        ("12", "Hills", None),
    ]
    assert found[0].start_s * 1000 == milliseconds(START)
    assert read(summary({"name": "Old", "beginTimestamp": 5000}))[0].start_s == 5.0


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_a_summary_is_read_in_pieces_of_any_size(chunk: int) -> None:
    text = b"\xef\xbb\xbf" + summary(*(told(n, f"Läufe {n}") for n in range(5))) + b"\n"
    stream = io.BytesIO(text)
    found = garmin.summaries(lambda _: stream.read(chunk))
    assert [one and one.title for one in found] == [f"Läufe {n}" for n in range(5)]


def test_a_summary_of_any_length_takes_little_memory() -> None:
    one = json.dumps(told(1, "Run", splits=[{"x": "y" * 50_000}])).encode() + b","
    pieces = iter([b'[{"summarizedActivitiesExport":[', *[one] * 2000])
    found, peak = with_peak(lambda: sum(1 for _ in garmin.summaries(lambda _: next(pieces, b""))))
    assert found == 2000
    assert peak < 20_000_000


@pytest.mark.parametrize(
    "text",
    [
        b"", b"\xff\xfe", b"null", b"[]", b"{}", b"[" * 100_000, b'{"a":' * 100_000, b'"' + b"x" * 6_000_000,
        b"[" + b"9" * 10_000 + b"]", b'[{"summarizedActivitiesExport": {"name": 1}}]',
        summary({"name": ["Run"], "startTimeGmt": 1.0}), summary({"name": "Run", "startTimeGmt": "soon"}),
        summary({"name": "Run", "startTimeGmt": True}), summary({"name": "Run", "startTimeGmt": 10**400}),
        b'[{"name":"Run","startTimeGmt":NaN},{"name":"Run","startTimeGmt":-Infinity}]',
    ],
)  # fmt: skip
def test_what_is_no_summary_says_nothing(text: bytes) -> None:
    assert read(text) == []
    assert garmin.gear(text) == {}


def test_what_was_said_before_a_summary_breaks_off_is_kept() -> None:
    whole = summary(told(1, "First"), told(2, "Second"))
    assert [one.title for one in read(whole[: whole.index(b"Second")])] == ["First"]


def test_gear_is_known_by_the_activities_it_was_used_in() -> None:
    shoes = [{"gearPk": 5, "customMakeModel": "Make Model 3"}, {"gearPk": 6, "displayName": "Blue ones"}]
    uses = {"5": [{"gearPk": 5, "activityId": 11}], "6": [{"gearPk": 6, "activityId": 12}], "7": []}
    table = json.dumps([{"gearDTOS": shoes, "gearActivityDTOs": uses}]).encode()
    assert garmin.gear(table) == {"11": "Make Model 3", "12": "Blue ones"}
    assert garmin.gear(table.replace(b'"gearPk": 5,', b'"gearPk": [[]],')) == {"12": "Blue ones"}


def test_the_nearest_start_within_half_a_minute_decides() -> None:
    captions = CaptionsByStart({START.replace(tzinfo=UTC).timestamp() + s: Caption(str(s)) for s in (0, 20, 500)})
    late = {12: "20", 45: "20", 55: None, -25: "0", 480: "500", 10**7: None}
    for seconds, title in late.items():
        found = captions.of(START + timedelta(seconds=seconds))
        assert (found.title if found else None) == title


def test_tables_that_never_end_are_left_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runstrong.ingest.told._MOST_BYTES", 50_000)
    listening = Told()
    listening.listen(
        SUMMARY, io.BytesIO(summary(*(told(n, str(n), start=START + timedelta(days=n)) for n in range(999))))
    )
    listening.listen("activities.csv", io.BytesIO(OLD.encode() + b"1,d,Late,Run,,1,1,1,false,,activities/1.gpx\n"))
    by_start = listening.of("activities/1.gpx")
    assert isinstance(by_start, CaptionsByStart)
    assert by_start.of(START) == Caption("0")
    assert by_start.of(START + timedelta(days=998)) is None


def test_of_activities_without_end_the_first_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runstrong.ingest.told.LIMITS", Limits(members=10))
    listening, left = Told(), iter(range(100))

    class Endless(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            return b'{"name": "a"},' * 3 if next(left) else b"["

    listening.listen(SUMMARY, Endless())
    assert next(left) == 5
    listening.listen(SUMMARY, Endless())
    assert next(left) == 6


def takeout(*, table_first: bool = False, with_tables: bool = True) -> dict[str, bytes]:
    """An export of two runs; the FIT files' place is taken by GPX and TCX, named as Garmin names uploads."""
    uploads = zipped({
        "ann@example.org_74724999004.gpx": gpx(name="Running"), "ann@example.org_74724999005.txt": b"nothing",
        "ann@example.org_11.tcx": tcx(start=START + timedelta(days=1)),
    })  # fmt: skip
    names = summary(told(11, "Berlin Running"), told(12, "Track", start=START + timedelta(days=1, seconds=3)))
    gear = [{
        "gearDTOS": [{"gearPk": 5, "displayName": "Blue shoes"}], "gearActivityDTOs": {"5": [{"activityId": 11}]},
    }]  # fmt: skip
    tables = {SUMMARY: names, f"{FITNESS}/ann@example.org_gear.json": json.dumps(gear).encode()}
    nothing = {f"DI_CONNECT/DI-Connect-Wellness/{n}_sleepData.json": b"[]" for n in range(50)}
    files = nothing | {UPLOADS: uploads}
    return (tables | files if table_first else files | tables) if with_tables else files


def said(store: Store) -> list[tuple[str | None, str | None]]:
    return [(run.summary.name, run.summary.caption.gear) for run in coach.runs(store)]


def by_archive(store: Store, folder: Path, files: dict[str, bytes]) -> list[Outcome]:
    return [one.outcome for one in importing.import_bytes(store, "takeout.zip", zipped(files))]


def by_folder(store: Store, folder: Path, files: dict[str, bytes]) -> list[Outcome]:
    for name, data in files.items():
        (folder / "export" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "export" / name).write_bytes(data)
    return [one.outcome for one in importing.import_paths(store, [folder / "export"])]


def by_picked_folder(store: Store, folder: Path, files: dict[str, bytes]) -> list[Outcome]:
    return by_browser(store, {f"export/{name}": data for name, data in files.items()})


def by_dropped_folder(store: Store, folder: Path, files: dict[str, bytes]) -> list[Outcome]:
    """A browser that has a folder dropped on it tells of the files in it by their bare names."""
    return by_browser(store, {name.rpartition("/")[2]: data for name, data in files.items()})


def by_browser(store: Store, files: dict[str, bytes]) -> list[Outcome]:
    uploads = [(name, io.BytesIO(data)) for name, data in files.items()]
    source = importing.from_uploads(uploads, is_folder=True)
    return [one.outcome for one in importing.bulk(store, source)]


Way = Callable[[Store, Path, dict[str, bytes]], list[Outcome]]
TOLD = [("Berlin Running", "Blue shoes"), ("Track", None)]


WAYS = [by_archive, by_folder, by_picked_folder, by_dropped_folder]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table_first", [True, False])
def test_runs_of_a_takeout_bear_their_titles(tmp_path: Path, way: Way, table_first: bool) -> None:
    with Store.open(tmp_path / "data") as store:
        assert way(store, tmp_path, takeout(table_first=table_first)) == [Outcome.IMPORTED] * 2
        assert said(store) == TOLD
        revision = store.revision
        assert way(store, tmp_path, takeout(table_first=table_first)) == [Outcome.DUPLICATE] * 2
        assert store.revision == revision
    list(importing.rebuild(tmp_path / "data"))
    with Store.open(tmp_path / "data") as store:
        assert said(store) == TOLD


@pytest.mark.parametrize("way", WAYS)
def test_runs_that_were_here_before_get_their_titles_from_the_takeout(tmp_path: Path, way: Way) -> None:
    with Store.open(tmp_path / "data") as store:
        for number, data in enumerate((gpx(name="Running"), tcx(start=START + timedelta(days=1)))):
            list(importing.import_bytes(store, f"from the watch {number}", data))
        assert said(store) == [("Running", None), (None, None)]
        assert way(store, tmp_path, takeout()) == [Outcome.DUPLICATE] * 2
        assert said(store) == TOLD
    list(importing.rebuild(tmp_path / "data"))
    with Store.open(tmp_path / "data") as store:
        assert said(store) == TOLD


STRAVA = {
    "activities.csv": OLD.encode() + b"1,d,Tempo with Ann,Run,,1,1,1,false,,activities/1.gpx.gz\n",
    "activities/1.gpx.gz": gzip.compress(gpx(name="Running")),
}


def test_a_takeout_in_one_more_archive_gives_its_runs_and_their_titles(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        packed_again = {"my data/takeout.zip": zipped(takeout()), "readme.txt": b"Hello"}
        assert by_archive(store, tmp_path, packed_again) == [Outcome.IMPORTED] * 2
        assert said(store) == TOLD


@pytest.mark.parametrize("strava_first", [True, False])
def test_where_both_say_something_of_one_file_strava_has_the_word(tmp_path: Path, strava_first: bool) -> None:
    with Store.open(tmp_path) as store:
        for files in (STRAVA, takeout(), takeout()) if strava_first else (takeout(), STRAVA, takeout()):
            by_archive(store, tmp_path, files)
        assert said(store)[0] == ("Tempo with Ann", None)


@pytest.mark.parametrize("unpacked", [True, False])
@pytest.mark.parametrize("way", WAYS)
def test_a_strava_export_however_it_comes_gives_its_titles(tmp_path: Path, way: Way, unpacked: bool) -> None:
    files = {**STRAVA, "activities/1.gpx": gpx(name="Running")}
    del files["activities/1.gpx.gz" if unpacked else "activities/1.gpx"]
    with Store.open(tmp_path / "data") as store:
        assert way(store, tmp_path, {f"me/{name}": data for name, data in files.items()}) == [Outcome.IMPORTED]
        assert said(store) == [("Tempo with Ann", None)]


@pytest.mark.parametrize("way", WAYS)
def test_an_export_within_another_archive_or_folder_gives_its_titles(tmp_path: Path, way: Way) -> None:
    with Store.open(tmp_path / "data") as store:
        assert way(store, tmp_path, {"old/strava.zip": zipped(STRAVA), "a.txt": b""}) == [Outcome.IMPORTED]
        assert said(store) == [("Tempo with Ann", None)]
