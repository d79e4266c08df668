"""What a file gives, measured: whose clock is to be believed."""

from datetime import datetime, tzinfo

import pytest

from runstrong.importing import measured
from tests.files import gpx


class In1970(datetime):
    """The clock of a computer that lost its time."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(1970, 1, 1, tzinfo=tz)


def test_a_computer_that_lost_its_time_does_not_doubt_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "datetime", In1970)
    file = measured.measured_file(gpx(), "ab" * 32, None)
    assert (file.warnings, file.lost) == ((), False)
