"""Finding runs by plain words."""

from datetime import date, timedelta

import pytest

from runstrong.model.caption import Caption
from runstrong.ui.run_search import fits, search_text, words_of
from tests.made_up import run

DAY = date(2024, 3, 8)
RUN = run(
    DAY, name="Läufchen im Regen", sub_sport="trail", device="Garmin Forerunner 965", hr_source="HRM-Pro",
    files=("export.zip/activities/4711.fit", "copy.GPX"), caption=Caption("Wet feet", "cold", "Blue shoes"),
)  # fmt: skip


@pytest.mark.parametrize(
    "search",
    [
        "", "läufchen", "LAUFCHEN regen", "regen   läufchen", "march", "March 2024", "8 March 2024", "2024-03-08",
        "2024-03", "friday", "trail", "trail running", "forerunner", "hrm-pro", "4711", "copy.gpx", ".gpx",
        "wet feet", "blue shoes", "easy, trail.", "'regen'",
    ],
)  # fmt: skip
def test_every_word_of_the_search_is_somewhere_in_the_run(search: str) -> None:
    assert fits(search_text(RUN), words_of(search))


@pytest.mark.parametrize(
    "search", ["april", "2023", "trail april", "Suunto", "9 march 2024", "%", "_", "' OR 1=1 --", "**x**", "<b>"]
)
def test_a_word_that_is_nowhere_finds_nothing(search: str) -> None:
    assert not fits(search_text(RUN), words_of(search))


def test_a_short_number_stands_alone() -> None:
    days = [DAY + timedelta(days=offset) for offset in range(28)]
    found = [day for day in days if fits(search_text(run(day)), words_of("8"))]
    assert found == [DAY]


def test_an_unnamed_run_of_an_unknown_watch_is_found_by_its_day() -> None:
    bare = run(DAY, name=None, device=None, hr_source=None, sub_sport=None, files=())
    assert fits(search_text(bare), words_of("8 march"))
    assert not fits(search_text(bare), words_of("none"))
