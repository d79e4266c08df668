"""What makes leg work shrink for a while, and that more load never makes it grow."""

from datetime import date, datetime, time, timedelta

import pytest

from runstrong.model.diary import Checkin, Diary, RecentLoad, SessionDone, Spike
from runstrong.strength.softening import softening, soreness

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def moment(offset: float, hour: float = 18) -> datetime:
    return datetime.combine(MONDAY, time()) + offset * DAY + timedelta(hours=hour)


def sore(number: int, offset: int = 0) -> Diary:
    return Diary(checkins=(Checkin(MONDAY + offset * DAY, number),))


def test_nothing_known_softens_nothing() -> None:
    assert softening(RecentLoad(), Diary(), MONDAY).set_factor(moment(0)) == 1.0


def test_a_spike_softens_what_lies_within_48_hours_of_it() -> None:
    soft = softening(RecentLoad(spikes=(Spike(MONDAY - DAY, 8.0, 1.22),)), Diary(), MONDAY)
    assert soft.set_factor(moment(0)) == 0.65
    assert soft.set_factor(moment(1, 7.9)) == 0.65
    assert soft.set_factor(moment(1, 8)) == 1.0
    assert soft.set_factor(moment(-1, 7.9)) == 1.0
    (reason,) = soft.at(moment(0))
    assert reason.text.startswith("Sunday's run was 22 % longer")
    assert reason.numbers == {"ratio": 1.22, "h": 48}


def test_a_tenth_further_is_no_spike() -> None:
    assert softening(RecentLoad(spikes=(Spike(MONDAY, 8.0, 1.10),)), Diary(), MONDAY).spells == ()


@pytest.mark.parametrize(
    ("usual", "peak", "factor"), [(1.6, 1.3, 0.65), (1.5, 1.3, 1), (1.6, 1.2, 1), (1.6, None, 1)]
)
def test_a_week_far_above_usual_and_above_the_peak_softens(
    usual: float, peak: float | None, factor: float
) -> None:
    soft = softening(RecentLoad(usual_ratio=usual, peak_ratio=peak), Diary(), MONDAY)
    assert [soft.set_factor(moment(offset)) for offset in (0, 6, 7)] == [factor, factor, 1.0]


def test_sore_legs_soften_for_three_days_unless_something_new_is_said() -> None:
    soft = softening(RecentLoad(), sore(6), MONDAY)
    assert [soft.set_factor(moment(offset)) for offset in (0, 2, 3)] == [0.65, 0.65, 1.0]
    assert softening(RecentLoad(), sore(5), MONDAY).spells == ()
    better = Diary(checkins=(Checkin(MONDAY, 7), Checkin(MONDAY + DAY, 2)))
    assert softening(RecentLoad(), better, MONDAY + DAY).spells == ()
    assert softening(RecentLoad(), better, MONDAY).spells != ()


def test_soreness_said_with_a_session_counts_and_a_checkin_of_that_day_outdoes_it() -> None:
    done = SessionDone("s", MONDAY, 18, 30, 7, 8, (), "log")
    assert soreness(Diary((done,)), MONDAY) == (MONDAY, 8)
    assert soreness(Diary((done,), (Checkin(MONDAY, 3),)), MONDAY) == (MONDAY, 3)
    assert soreness(Diary((done,)), MONDAY - DAY) is None


def test_two_reasons_leave_half_and_never_less() -> None:
    recent = RecentLoad(
        spikes=(Spike(MONDAY - DAY, 8.0, 1.5), Spike(MONDAY, 7.0, 2.5)), usual_ratio=2, peak_ratio=2
    )
    soft = softening(recent, sore(9), MONDAY)
    assert soft.set_factor(moment(0)) == 0.5
    assert [reason.rule for reason in soft.at(moment(0))] == ["long_run_spike", "big_week", "soreness"]
