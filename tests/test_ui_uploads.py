"""Uploads: they come once, weigh once, and are forgotten by everyone but the import that reads them."""

import errno
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from runstrong.errors import RunstrongError
from runstrong.importing import Source
from runstrong.ui import files, uploads
from tests.files import gpx
from tests.visits import visit

LARGE = uploads.IN_MEMORY_BYTES + 1


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> MemoryUploadedFileManager:
    """What Streamlit keeps of a tab's uploads."""
    manager = MemoryUploadedFileManager("/upload")
    context = SimpleNamespace(uploaded_file_mgr=manager, session_id="tab")
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: context)
    return manager


def upload(kept: MemoryUploadedFileManager, name: str, data: bytes) -> UploadedFile:
    record = UploadedFileRec(name, name, "application/octet-stream", data)
    kept.add_file("tab", record)
    return UploadedFile(record, FileURLs())


def test_streamlit_forgets_what_an_import_has_and_nothing_else(
    kept: MemoryUploadedFileManager, tmp_path: Path
) -> None:
    given = upload(kept, "one.gpx", gpx())
    upload(kept, "two.gpx", gpx())
    ((name, stream),) = uploads.put_down([given], tmp_path)
    assert (name, stream.read()) == ("one.gpx", gpx())
    assert [record.name for record in kept.get_files("tab", ["one.gpx", "two.gpx"])] == ["two.gpx"]


def test_a_large_upload_lies_on_the_disk_without_a_name_and_a_small_one_is_read_where_it_is(
    kept: MemoryUploadedFileManager, tmp_path: Path
) -> None:
    data = bytes(range(256)) * (LARGE // 256 + 1)
    small, large = upload(kept, "run.fit", data[:1000]), upload(kept, "export.zip", data)
    (_, as_it_was), (_, put_down) = uploads.put_down([small, large], tmp_path)
    assert as_it_was is small
    assert put_down.fileno() > 0
    assert put_down.seek(0) == 0
    assert put_down.read() == data
    assert list(tmp_path.iterdir()) == []


def test_no_room_on_the_disk_is_a_sentence(
    kept: MemoryUploadedFileManager, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(RunstrongError, match=r"The disk is full.*make room"):
        uploads.put_down([upload(kept, "export.zip", bytes(LARGE))], tmp_path)


@pytest.mark.usefixtures("stores_closed")
def test_the_page_takes_what_was_uploaded_up_once_and_makes_no_copy_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[BinaryIO] = []

    def heard(given: Sequence[tuple[str, BinaryIO]], *_: object, **__: object) -> Source:
        taken.extend(stream for _, stream in given)
        return Source(iter(()), 0, 0)

    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path))
    monkeypatch.setattr(files, "from_uploads", heard)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as export:
        export.writestr("run.gpx", gpx())
    data = stream.getvalue()
    app = visit("pages/files.py")
    app.file_uploader[0].set_value([("export.zip", data, "application/zip")]).run()
    app.run()
    (only,) = taken
    assert isinstance(only, UploadedFile)
    assert only.getvalue() is data, "a copy was made of every byte"
