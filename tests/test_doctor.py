"""What the doctor says of a healthy installation and of one that is not."""

from pathlib import Path

from runstrong import doctor


def failing(folder: Path) -> dict[str, str]:
    return {finding.check: finding.text for finding in doctor.examine(folder) if not finding.ok}


def test_a_fresh_installation_is_healthy(tmp_path: Path) -> None:
    assert failing(tmp_path / "data") == {}


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = failing(tmp_path / "file" / "data")
    assert set(found) == {"folder", "store"}
    assert "RUNSTRONG_DATA" in found["folder"]
    assert "Errno" not in found["folder"]
