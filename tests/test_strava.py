"""What a Strava export says about its files, in any language, and that it stays with the runs."""

import gzip
import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.ingest.strava import captions
from runstrong.model.caption import Caption, best_name
from runstrong.model.outcome import Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from tests.files import START, gpx, tcx

OLD = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
    "Relative Effort,Commute,Activity Gear,Filename\n"
)
GERMAN = (
    "Aktivitäts-ID,Datum,Name der Aktivität,Aktivitätsart,Beschreibung,Verstrichene Zeit,Distanz,Max. HF,"
    "Relative Leistung,Arbeitsweg,Private Notiz,Ausrüstung,Dateiname,Gewicht\n"
)


def test_a_row_is_found_by_its_file_whatever_the_headings_say() -> None:
    english = (
        OLD + '1,"Jan 1, 2026",Hill day,Run,"Felt\ngood, twice",600,2.1,33,false,Blue shoes,activities/1.gpx\n'
    )
    german = (
        GERMAN + '2,"01.01.2026",Berglauf,Lauf,,600,"2,1",170,33,false,geheim,Rote Schuhe,activities/2.fit.gz,70\n'
    )
    assert captions(english.encode()) == {
        "activities/1.gpx": Caption("Hill day", "Felt\ngood, twice", "Blue shoes")
    }
    assert captions(german.encode("utf-8-sig")) == {
        "activities/2.fit.gz": Caption("Berglauf", None, "Rote Schuhe")
    }


@pytest.mark.parametrize(
    "table", [b"", b"\xff\xfe\x00", b"a,b\n1,2", OLD.encode(), b'"' + b"x" * 200_000, b"activities/1.fit"]
)
def test_a_table_of_another_kind_says_nothing(table: bytes) -> None:
    assert captions(table) == {}


def export(*, with_table: bool = True, day: int = 0) -> io.BytesIO:
    """A Strava export of a GPX and a packed TCX; the table lies at the end of the archive, as it may."""
    start = START + timedelta(days=day)
    rows = (
        "1,d,Tempo with Ann,Run,Windy,1,1,1,false,Blue shoes,activities/1.gpx\n"
        "2,d,Track,Run,,1,1,1,false,,activities/2.tcx.gz\n"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("me/activities/1.gpx", gpx(start=start, name="Running"))
        archive.writestr("me/activities/2.tcx.gz", gzip.compress(tcx(start=start + timedelta(days=1)), mtime=0))
        archive.writestr("me/media/1.jpg", b"\xff\xd8 picture")
        if with_table:
            archive.writestr("me/activities.csv", OLD + rows)
    return stream


def bulk(store: Store, data: io.BytesIO) -> list[Outcome]:
    return [o.outcome for o in importing.bulk(store, importing.from_uploads([("export.zip", data)]))]


def said(store: Store) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (run.summary.name, run.summary.caption.description, run.summary.caption.gear) for run in coach.runs(store)
    ]


TOLD = [("Tempo with Ann", "Windy", "Blue shoes"), ("Track", None, None)]


def test_runs_bear_their_titles_and_a_rebuild_keeps_them(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert bulk(store, export()) == [Outcome.IMPORTED] * 2
        assert said(store) == TOLD
    list(importing.rebuild(tmp_path))
    with Store.open(tmp_path) as store:
        assert said(store) == TOLD


def test_runs_that_were_here_before_get_their_titles_from_the_export(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        bulk(store, export(with_table=False))
        assert [name for name, *_ in said(store)] == ["Running", None]
        assert bulk(store, export()) == [Outcome.DUPLICATE] * 2
        assert said(store) == TOLD
        revision = store.revision
        bulk(store, export())
        assert store.revision == revision


def test_a_watchs_own_file_gets_the_title_of_its_twin_in_the_export(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        list(importing.import_bytes(store, "watch.tcx", tcx()))
        bulk(store, export())
        first = reads.summary(store, coach.runs(store)[0].summary.id)
        assert (first.format, first.name, first.caption.gear) == ("tcx", "Tempo with Ann", "Blue shoes")


@pytest.mark.parametrize(
    ("of_file", "title", "name"),
    [
        ("Running", "Hills", "Hills"),
        ("Hills", "Morning Run", "Hills"),
        ("Running", None, "Running"),
        (None, None, None),
    ],
)
def test_a_name_that_only_names_the_sport_gives_way(
    of_file: str | None, title: str | None, name: str | None
) -> None:
    assert best_name(of_file, title, "running") == name
