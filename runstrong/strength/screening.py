"""The health questions before the first plan: who gets none yet, and who should ask a professional (science E.1).

The questions are in our own words. They are no standard questionnaire and no medical examination: they only find
out who should talk to somebody who can examine them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runstrong.model.athlete import Preferences

ADULT_YEARS: Final = 18
AGREED_FOR: Final = timedelta(days=365)
"""How long a professional's word stands before the plan asks again."""

UNDER_AGE: Final = (
    "No plan: under 18, strength training belongs with a coach who watches the technique. Please ask one."
)
AGREED_LONG_AGO: Final = (
    "A professional agreed more than a year ago: answer the health questions on the Athlete page anew, "
    "and ask again."
)
UNANSWERED: Final = "Answer the health questions on the Athlete page first: ten times yes or no, and once a year."


@dataclass(frozen=True, slots=True)
class Question:
    """One yes-or-no question. `about` names it within a sentence; `advice` is what a yes to it calls for.

    A yes to a question that `stops` means no plan until a professional agreed; the others only advise.
    """

    key: str
    text: str
    about: str
    stops: bool
    advice: str = ""


_QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        "heart",
        "Has a doctor ever found something with your heart, or high blood pressure?",
        "your heart or blood pressure",
        stops=True,
    ),
    Question(
        "chest_pain",
        "Do you get pain or pressure in the chest: at rest, in everyday life or when you train?",
        "pain in the chest",
        stops=True,
    ),
    Question(
        "fainting",
        "In the last 12 months, did you faint, or get so dizzy that you lost your balance?",
        "fainting or dizziness",
        stops=True,
    ),
    Question(
        "other_condition",
        "Do you live with another long-term illness, or take medicine, that changes how you may train?",
        "a long-term illness or medicine",
        stops=True,
    ),
    Question(
        "joint",
        "Is there a bone, joint, muscle or tendon problem that training could make worse?",
        "a bone, joint, muscle or tendon problem",
        stops=True,
    ),
    Question(
        "supervised",
        "Has a professional told you to train only while somebody watches over it?",
        "training only under supervision",
        stops=True,
    ),
    Question(
        "pregnancy",
        "Are you pregnant, or did you give birth in the last 12 weeks, or have surgery a short while ago?",
        "pregnancy, a recent birth or surgery",
        stops=True,
        advice="This plan knows nothing about pregnancy, birth or surgery: what those who look after you say "
        "comes before anything it says.",
    ),
    Question(
        "low_energy",
        "Have your periods stayed away for three months or more, or do you eat too little for your training?",
        "missed periods or too little food for the training",
        stops=False,
        advice="Missed periods, or too little food for the training you do, are worth a talk with a sports doctor "
        "or a sports dietitian soon: bones and tendons need the energy.",
    ),
    Question(
        "bone_stress",
        "Have you ever had a stress fracture or another bone stress injury?",
        "an earlier bone stress injury",
        stops=False,
        advice="You have had a bone stress injury: ask a professional before jumps and heavy weights, and stop at "
        "any pain that sits in one spot of a bone.",
    ),
    Question(
        "eating",
        "Have you ever had an eating disorder, or is eating hard for you now?",
        "eating",
        stops=False,
        advice="With an eating disorder behind you or now, let a professional who knows you see this plan. "
        "runstrong never asks what you weigh or eat.",
    ),
)


def questions() -> tuple[Question, ...]:
    """Every health question, in the order in which they are asked; keys are `settings.HEALTH_QUESTIONS`."""
    return _QUESTIONS


def stops(preferences: Preferences, today: date) -> str | None:
    """Why there is no plan, in one sentence; None where there may be one."""
    if preferences.birth_year is not None and today.year - preferences.birth_year < ADULT_YEARS:
        return UNDER_AGE
    asked = _asks_for_a_word(preferences)
    if not asked or _agreed(preferences, today):
        return None
    about = "; ".join(question.about for question in asked)
    return (
        f"No plan yet, because of your yes to: {about}. Please ask a doctor or another professional who can "
        "examine you, and note on the Athlete page the day on which they agreed."
    )


def advice(preferences: Preferences) -> tuple[str, ...]:
    """What the runner's answers call for beside a plan, one sentence each."""
    yes = [question for question in _QUESTIONS if question.key in (preferences.screening or ())]
    return tuple(question.advice for question in yes if question.advice)


def renewal(preferences: Preferences, today: date) -> str | None:
    """The notice once a professional's word is more than a year old."""
    cleared = preferences.cleared
    old = cleared is not None and today - cleared > AGREED_FOR
    return AGREED_LONG_AGO if old and _asks_for_a_word(preferences) else None


def unanswered(preferences: Preferences) -> str | None:
    """The notice as long as no health question was answered; the plan is shown all the same."""
    return UNANSWERED if preferences.screening is None else None


def _asks_for_a_word(preferences: Preferences) -> list[Question]:
    """The questions answered with yes to which a professional has to agree."""
    return [
        question for question in _QUESTIONS if question.stops and question.key in (preferences.screening or ())
    ]


def _agreed(preferences: Preferences, today: date) -> bool:
    """Whether a professional agreed by `today`: a day to come is no agreement yet."""
    return preferences.cleared is not None and preferences.cleared <= today
