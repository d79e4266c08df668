"""The athlete's settings: what each key accepts, and what holds on which day."""

from datetime import date

import pytest

from runstrong import settings
from runstrong.errors import InvalidSetting
from runstrong.model.athlete import DATED_KEYS, Preferences, Setting


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("hr_max", " 188 ", "188"),
        ("threshold_pace", "04:45", "4:45"),
        ("days", "sun, Tue,tue", "tue,sun"),
        ("days", "", ""),
        ("equipment", "barbell,rack", "barbell,rack"),
        ("niggles", "knee_pf:2, achilles:4", "achilles:4,knee_pf:2"),
        ("block_start", "2026-01-05", "2026-01-05"),
        ("time_zone", "Europe/Berlin", "Europe/Berlin"),
        ("units", "Imperial", "imperial"),
        ("race_date", "", ""),
        ("inbox", ' "/runs/new" ', "/runs/new"),
        ("inbox", "~/Dropbox/Runs/", "~/Dropbox/Runs"),
        ("inbox", "", ""),
        ("inbox_mode", "Import", "import"),
    ],
)
def test_an_answer_is_stored_in_one_tidy_form(key: str, typed: str, stored: str) -> None:
    assert settings.parse(key, typed) == stored


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("hr_max", "fast"), ("hr_max", "0"), ("hr_max", "-5"), ("hr_max", "²"), ("threshold_pace", "4.45"),
        ("threshold_pace", "1:10"), ("days", "mon,funday"), ("equipment", "towel"), ("niggles", "achilles:11"),
        ("niggles", "soul:3"), ("block_weeks", "52"), ("race_date", "tomorrow"), ("time_zone", "Mars/Base"),
        ("sessions_per_week", "4"), ("shoe_size", "43"),
    ],
)  # fmt: skip
def test_a_wrong_answer_gets_one_sentence_that_names_the_key(key: str, typed: str) -> None:
    with pytest.raises(InvalidSetting) as refusal:
        settings.parse(key, typed)
    assert key in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_the_first_value_of_a_dated_key_holds_for_all_earlier_days_too() -> None:
    history = [Setting("hr_max", "190", date(2026, 3, 1)), Setting("hr_max", "186", date(2026, 6, 1))]
    assert settings.number_on(history, "hr_max", date(2020, 1, 1)) == 190
    assert settings.number_on(history, "hr_max", date(2026, 5, 31)) == 190
    assert settings.number_on(history, "hr_max", date(2026, 6, 1)) == 186


def test_an_empty_answer_takes_a_dated_value_back_from_its_day_on() -> None:
    history = [Setting("hr_max", "190", date(2026, 3, 1)), Setting("hr_max", "", date(2026, 6, 1))]
    assert settings.number_on(history, "hr_max", date(2026, 5, 31)) == 190
    assert settings.number_on(history, "hr_max", date(2026, 6, 1)) is None
    answered_again = [*history, Setting("hr_max", "186", date(2026, 9, 1))]
    assert settings.number_on(answered_again, "hr_max", date(2026, 9, 1)) == 186


def test_an_empty_answer_is_no_first_value() -> None:
    history = [Setting("hr_max", "", date(2026, 1, 1)), Setting("hr_max", "186", date(2026, 9, 1))]
    assert settings.number_on(history, "hr_max", date(2026, 2, 1)) == 186
    assert settings.number_on(history[:1], "hr_max", date(2026, 2, 1)) is None


def test_a_threshold_pace_is_read_as_a_speed() -> None:
    history = [Setting("threshold_pace", "4:10", date(2026, 3, 1))]
    assert settings.number_on(history, "threshold_pace", date(2026, 3, 1)) == pytest.approx(4.0)


def test_every_key_but_the_dated_ones_is_a_preference_with_a_default() -> None:
    fields = set(Preferences.__dataclass_fields__)
    assert set(settings.KEYS) - set(DATED_KEYS) == fields
    assert settings.preferences([]) == Preferences()


def test_stored_answers_become_preferences() -> None:
    stored = [
        Setting("days", "mon,thu", None),
        Setting("minutes", "25", None),
        Setting("niggles", "achilles:4", None),
        Setting("race_date", "2026-05-01", None),
        Setting("units", "", None),
    ]
    wanted = Preferences(days=(0, 3), minutes=25, niggles=(("achilles", 4),), race_date=date(2026, 5, 1))
    assert settings.preferences(stored) == wanted


def test_no_days_at_all_is_an_answer_too() -> None:
    assert settings.preferences([Setting("days", "", None)]).days == ()


def test_heart_rates_that_contradict_each_other_are_refused() -> None:
    day = date(2026, 1, 1)
    history = [Setting("hr_max", "150", day), Setting("hr_rest", "160", day)]
    with pytest.raises(InvalidSetting, match="must be below"):
        settings.check_heart_rates(history, day)
    settings.check_heart_rates([Setting("hr_max", "190", day), Setting("hr_rest", "48", day)], day)


@pytest.mark.parametrize(
    ("key", "text"),
    [("days", "mon,thu"), ("niggles", "achilles:4"), ("race_distance_m", "21098"), ("equipment", "band,rope")],
)
def test_a_preference_goes_back_to_the_text_it_came_from(key: str, text: str) -> None:
    assert settings.as_text(key, settings.preferences([Setting(key, text, None)])) == text
    assert settings.as_text("race_date", Preferences()) == ""
