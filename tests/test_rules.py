"""The walls, one by one, to the minute."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from runstrong.model.plan import DayKind, PlannedRun, Slot
from runstrong.strength.placing.placement import Placement, Surroundings, Work, slot_start
from runstrong.strength.placing.rules import BY_ID, RULES
from runstrong.strength.placing.walls import broken

MONDAY = date(2026, 3, 2)


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def a_run(
    offset: int, kind: DayKind = "easy", hour: float = 7, minutes: float = 60, *, metres: float | None = None,
    may_be: DayKind | None = None,
) -> PlannedRun:  # fmt: skip
    return PlannedRun(day(offset), kind, "expected", 0.9, minutes, hour, metres, may_be)


def lift(
    offset: int, slot: Slot = "pm", work: Work = "hard_legs", minutes: int = 30, *, jumps: bool = False
) -> Placement:
    start = datetime.combine(day(offset), time({"am": 8, "pm": 18}[slot]))
    return Placement(day(offset), slot, start, minutes, work, jumps)


def around(*runs: PlannedRun, sessions: tuple[Placement, ...] = (), unaccustomed: bool = False) -> Surroundings:
    return Surroundings(MONDAY, runs, sessions, unaccustomed)


def ids(session: Placement, here: Surroundings) -> set[str]:
    return {found.rule for found in broken(session, here)}


@pytest.mark.parametrize("kind", ["quality", "long"])
def test_heavy_legs_keep_24_hours_before_a_key_run_to_the_minute(kind: DayKind) -> None:
    assert ids(lift(1), around(a_run(2, kind, 17.98))) == {"before_key_run"}
    assert ids(lift(1), around(a_run(2, kind, 18.0))) == set()


def test_new_legs_keep_36_hours() -> None:
    assert ids(lift(1), around(a_run(3, "long", 5.98), unaccustomed=True)) == {"before_key_run"}
    assert ids(lift(1), around(a_run(3, "long", 6.0), unaccustomed=True)) == set()


def test_a_run_that_may_turn_out_hard_counts_as_hard() -> None:
    assert ids(lift(1), around(a_run(2, "easy", may_be="quality"))) == {"before_key_run"}


@pytest.mark.parametrize("work", ["easy_legs", "upper_core", "mobility"])
def test_what_does_not_tax_the_legs_may_lie_before_a_key_run(work: Work) -> None:
    assert ids(lift(1, work=work), around(a_run(2, "long"))) == set()


def test_an_easy_run_the_next_morning_is_no_wall() -> None:
    assert ids(lift(1), around(a_run(2))) == set()


def test_a_finding_carries_the_numbers_it_saw() -> None:
    (found,) = broken(lift(5), around(a_run(6, "long", 8)))
    assert found.numbers == {"hours": 14.0, "needed_hours": 24}
    assert found.text == "Saturday evening is 14 h before Sunday's long run; heavy leg work needs 24 h."
    assert found.evidence


def test_no_legs_in_the_two_days_before_a_race() -> None:
    assert "before_race" in ids(lift(3), around(a_run(5, "race", 9)))
    assert "before_race" not in ids(lift(3, "am"), around(a_run(5, "race", 9)))


@pytest.mark.parametrize(
    ("days_before", "allowed"),
    [
        (7, {"hard_legs", "easy_legs", "upper_core", "mobility"}),
        (6, {"easy_legs", "upper_core", "mobility"}),
        (4, {"easy_legs", "upper_core", "mobility"}),
        (3, {"mobility"}),
        (1, {"mobility"}),
        (0, set()),
    ],
)
def test_race_week_grows_quieter(days_before: int, allowed: set[Work]) -> None:
    race = around(a_run(7, "race", 9))
    works: tuple[Work, ...] = ("hard_legs", "easy_legs", "upper_core", "mobility")
    assert {work for work in works if "race_week" not in ids(lift(7 - days_before, "am", work), race)} == allowed


def test_no_jumps_in_race_week() -> None:
    race = around(a_run(7, "race", 9))
    assert ids(lift(0, work="easy_legs", jumps=True), race) == set()
    assert ids(lift(1, work="easy_legs", jumps=True), race) == {"race_week"}


def test_race_week_holds_one_strength_session() -> None:
    race = around(a_run(6, "race", 9), sessions=(lift(0, work="upper_core"),))
    assert "race_week" in ids(lift(2, work="upper_core"), race)
    assert ids(lift(2, work="mobility"), race) == set()


@pytest.mark.parametrize(("metres", "free_days"), [(5_000, 3), (10_000, 3), (21_100, 5), (42_195, 14), (None, 5)])
def test_legs_rest_after_a_race_as_long_as_it_was(metres: float | None, free_days: int) -> None:
    race = around(a_run(-1, "race", 9, metres=metres))
    assert "after_race" in ids(lift(free_days - 1), race)
    assert "after_race" not in ids(lift(free_days), race)


def test_the_day_after_a_race_holds_mobility_only() -> None:
    race = around(a_run(-1, "race", 9, metres=10_000))
    assert ids(lift(0, work="upper_core"), race) == {"after_race"}
    assert ids(lift(1, work="upper_core"), race) == ids(lift(0, work="mobility"), race) == set()


def test_two_leg_sessions_keep_48_hours() -> None:
    assert ids(lift(2, "am"), around(sessions=(lift(0),))) == {"legs_apart"}
    assert ids(lift(2), around(sessions=(lift(0),))) == set()
    assert ids(lift(1), around(sessions=(lift(0, work="upper_core"),))) == set()


def test_the_run_comes_first() -> None:
    assert ids(lift(1, "am"), around(a_run(1, "easy", 12))) == {"run_first"}
    assert ids(lift(1, "am", "upper_core"), around(a_run(1, "easy", 12))) == {"run_first"}
    assert ids(lift(1, "am", "mobility"), around(a_run(1, "easy", 12))) == set()


def test_legs_follow_a_run_after_three_hours_at_the_earliest() -> None:
    assert ids(lift(1), around(a_run(1, "quality", 14.02))) == {"run_first"}
    assert ids(lift(1), around(a_run(1, "quality", 14.0))) == set()


def test_straight_after_an_evening_run_only_what_is_short_or_spares_the_legs() -> None:
    easy, hard = around(a_run(1, "easy", 17)), around(a_run(1, "quality", 17))
    assert ids(lift(1, minutes=30), easy) == set()
    assert ids(lift(1, minutes=40), easy) == {"run_first"}
    assert ids(lift(1, minutes=30), hard) == {"run_first"}
    assert ids(lift(1, work="upper_core"), hard) == set()


def test_an_evening_session_waits_for_the_run_and_not_into_the_night() -> None:
    late = a_run(1, "easy", 20.5)
    start = slot_start(day(1), "pm", [late])
    assert start == datetime.combine(day(1), time(21, 30))
    assert ids(Placement(day(1), "pm", start, 20, "upper_core"), around(late)) == {"run_first"}


def test_one_day_a_week_stays_without_quality_and_legs() -> None:
    quality = [a_run(offset, "quality", 7) for offset in (0, 1, 2, 3, 4)]
    full = around(*quality, sessions=(lift(5, work="easy_legs"),))
    assert "free_day" in ids(lift(6, work="easy_legs"), full)
    assert "free_day" not in ids(lift(6, work="upper_core"), full)
    assert "free_day" not in ids(lift(5, work="easy_legs"), around(*quality))


def test_sore_legs_keep_48_hours_before_a_key_run_as_long_as_they_are_sore() -> None:
    sore = replace(around(a_run(3, "quality", 17.98)), sore_until=datetime.combine(day(2), time()))
    assert ids(lift(1), sore) == {"before_key_run"}
    assert ids(lift(1), replace(sore, runs=(a_run(3, "quality", 18),))) == set()
    assert ids(lift(1), replace(sore, sore_until=datetime.combine(day(1), time()))) == set()


def test_jumps_keep_48_hours_and_are_done_twice_a_week_at_most() -> None:
    first, second = (lift(offset, work="easy_legs", jumps=True) for offset in (0, 3))
    assert ids(lift(2, "am", "easy_legs", jumps=True), around(sessions=(first,))) == {"jumps_apart"}
    assert ids(lift(2, work="easy_legs", jumps=True), around(sessions=(first,))) == set()
    third = lift(6, work="easy_legs", jumps=True)
    assert ids(third, around(sessions=(first, second))) == {"jumps_apart"}
    assert ids(replace(third, jumps=False), around(sessions=(first, second))) == set()


def test_skiing_takes_heavy_legs_out_for_a_day() -> None:
    ski = replace(a_run(0, "other", 16, 120), sport="cross_country_skiing", source="recorded")
    here = replace(around(), others=(ski,))
    assert ids(lift(1, "am"), here) == {"after_cross_training"}
    assert ids(lift(1), here) == ids(lift(0, "am"), here) == ids(lift(1, "am", "easy_legs"), here) == set()


def test_the_ill_rest_and_their_legs_for_two_days_longer() -> None:
    ill = replace(around(), is_ill=True)
    assert ids(lift(1, work="mobility"), ill) == {"ill"}
    well = replace(around(), no_legs_until=datetime.combine(day(2), time(8)))
    assert ids(lift(1, work="easy_legs"), well) == {"ill"}
    assert ids(lift(1, work="upper_core"), well) == ids(lift(2, "am"), well) == set()


def test_every_rule_is_data_with_words_and_evidence() -> None:
    assert len(BY_ID) == len(RULES)
    assert all(rule.numbers and rule.text.endswith(".") and rule.evidence for rule in RULES)


def test_a_rule_left_out_is_not_asked() -> None:
    assert broken(lift(5), around(a_run(6, "long")), rules=()) == []
