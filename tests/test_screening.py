"""The health questions: who gets no plan yet, who should ask somebody, and that nobody is kept from answering."""

from datetime import date, timedelta

import pytest

from runstrong.model.athlete import Preferences
from runstrong.settings import HEALTH_QUESTIONS
from runstrong.strength.screening import advice, questions, renewal, stops, unanswered

TODAY = date(2026, 3, 2)
STOPPING = HEALTH_QUESTIONS[:7]
ADVISING = HEALTH_QUESTIONS[7:]


def answered(*yes: str, cleared: date | None = None) -> Preferences:
    return Preferences(screening=yes, cleared=cleared)


def test_the_questions_are_those_of_the_settings_seven_stop_and_three_advise() -> None:
    assert tuple(question.key for question in questions()) == HEALTH_QUESTIONS
    assert tuple(question.key for question in questions() if question.stops) == STOPPING
    assert all(question.text.endswith("?") for question in questions())


@pytest.mark.parametrize("key", STOPPING)
def test_a_yes_to_any_of_the_seven_stops_the_plan_until_a_professional_agreed(key: str) -> None:
    told = stops(answered(key), TODAY)
    assert told is not None
    assert "doctor" in told
    assert stops(answered(key, cleared=TODAY), TODAY) is None


@pytest.mark.parametrize("key", ADVISING)
def test_a_yes_to_the_other_three_advises_and_does_not_stop(key: str) -> None:
    assert stops(answered(key), TODAY) is None
    (told,) = advice(answered(key))
    assert "professional" in told or "doctor" in told


def test_several_answers_are_named_in_one_sentence_of_their_own() -> None:
    told = stops(answered("heart", "fainting", "eating"), TODAY)
    assert told is not None
    assert "heart" in told
    assert "fainting" in told
    assert "eating" not in told


def test_an_agreement_of_a_day_to_come_is_none_yet() -> None:
    assert stops(answered("heart", cleared=TODAY + timedelta(days=1)), TODAY) is not None


def test_after_a_year_the_plan_asks_again_and_goes_on() -> None:
    long_ago = answered("joint", cleared=TODAY - timedelta(days=366))
    assert stops(long_ago, TODAY) is None
    assert renewal(long_ago, TODAY) is not None
    assert renewal(answered("joint", cleared=TODAY - timedelta(days=365)), TODAY) is None
    assert renewal(answered(cleared=TODAY - timedelta(days=366)), TODAY) is None


@pytest.mark.parametrize(("born", "has_plan"), [(2008, True), (2009, False), (None, True)])
def test_under_eighteen_there_is_no_plan(born: int | None, has_plan: bool) -> None:
    assert (stops(Preferences(birth_year=born), TODAY) is None) == has_plan


def test_no_agreement_makes_anybody_older() -> None:
    assert stops(Preferences(birth_year=2012, screening=(), cleared=TODAY), TODAY) is not None


def test_unanswered_is_a_notice_and_no_wall() -> None:
    assert stops(Preferences(), TODAY) is None
    told = unanswered(Preferences())
    assert told is not None
    assert told.startswith("Answer the health questions on the Athlete page first")
    assert unanswered(answered()) is None
    assert advice(Preferences()) == ()


def test_a_plan_with_pregnancy_agreed_to_says_what_it_does_not_know() -> None:
    (told,) = advice(answered("pregnancy", cleared=TODAY))
    assert "knows nothing about pregnancy" in told


@pytest.mark.parametrize("key", HEALTH_QUESTIONS)
def test_nothing_promises_or_speaks_of_losing_weight(key: str) -> None:
    said = " ".join([*advice(answered(key)), stops(answered(key), TODAY) or "", *(q.text for q in questions())])
    for word in ("cleared", "safe", "lose weight", "weight loss", "slim", "calorie", "par-q"):
        assert word not in said.lower()
