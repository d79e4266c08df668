"""One exercise of a planned session done instead of another: its own amounts in the other's place."""

from dataclasses import replace

from runstrong.model.exercise import Exercise, Library
from runstrong.model.plan import PlannedExercise, PlannedSession
from runstrong.strength.dosing.dose import dose
from runstrong.strength.dosing.jumps import contacts_of
from runstrong.strength.dosing.kit import kit
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.pieces import set_s
from runstrong.strength.dosing.progress import target


def instead(
    session: PlannedSession, old: str, new: Exercise, need: Need, library: Library
) -> PlannedSession | None:
    """The session with `new` in the place of `old`: as many sets, what the log asks of it; None without a dose."""
    held = next(exercise for exercise in session.exercises if exercise.id == old)
    written = _written(held, new, need, library)
    if written is None:
        return None
    longer = held.sets * (set_s(written, new) - set_s(held, library.exercises[old]))
    contacts = _contacts(written, new) - _contacts(held, library.exercises[old])
    return replace(
        session,
        minutes=round(session.minutes + longer / 60),
        foot_contacts=max(0, session.foot_contacts + contacts),
        exercises=tuple(written if exercise is held else exercise for exercise in session.exercises),
    )


def _written(held: PlannedExercise, new: Exercise, need: Need, library: Library) -> PlannedExercise | None:
    amount = dose(new, need)
    if amount is None:
        return None
    aim = target(new, amount, need)
    landings = contacts_of(new, held.sets, 1)
    return replace(
        held,
        id=new.id,
        name=new.name,
        # A jump takes up the contacts of the one it replaces, never more.
        reps=max(1, _contacts(held, library.exercises[held.id]) // landings) if landings else aim.reps,
        seconds=aim.seconds,
        per_side=new.per_side,
        load_kg=aim.load_kg,
        rir=amount.rir if new.measure == "reps" else None,
        equipment=kit(new, need.preferences.equipment) or (),
        cues=new.cues,
        because=aim.because,
    )


def _contacts(planned: PlannedExercise, exercise: Exercise) -> int:
    return contacts_of(exercise, planned.sets, planned.reps or 0) if planned.part == "jumps" else 0
