"""What one session holds: the exercises worth most in the minutes there are, in an order that makes sense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from runstrong.model.exercise import Library
from runstrong.model.plan import Focus, Intensity, PlannedExercise
from runstrong.strength.dosing import effort, jumps
from runstrong.strength.dosing.choose import Chooser
from runstrong.strength.dosing.dose import dose
from runstrong.strength.dosing.fit import TOLERANCE, fill, lightened
from runstrong.strength.dosing.need import SIZES, Need, Size
from runstrong.strength.dosing.pieces import Piece, total_s
from runstrong.strength.dosing.skeleton import JUMPS, LEG_POSTS, POSTS, Letter, letter, worth
from runstrong.strength.dosing.tracks import Quota
from runstrong.strength.dosing.volume import shares
from runstrong.strength.dosing.warmup import cool_down, mobility, warm_up
from runstrong.strength.dosing.writing import piece
from runstrong.strength.placing.placement import Work
from runstrong.strength.safety import Choice

__all__ = ["SIZES", "Contents", "Need", "Size", "contents"]

DELOAD: Final = 0.6
"""At most this share of the sets in a deload: 40-50 % less once rounded (science C.2)."""

HALF: Final = 0.5
NOTHING_LEFT: Final = "Sore regions, kit and the exercises left out leave nothing to do."


@dataclass(frozen=True, slots=True)
class Contents:
    """A session's inside, before it has a day. `stand_ins` spare a sore region; `reason` says why it is empty."""

    work: Work
    focus: Focus
    intensity: Intensity
    minutes: int
    foot_contacts: int
    exercises: tuple[PlannedExercise, ...]
    stand_ins: tuple[Choice, ...]
    reason: str = ""


class Room(NamedTuple):
    """What a session's main part may take: seconds, how many more or less, and sets of every quota."""

    seconds: float
    slack_s: float
    most: Mapping[Quota, int]


def contents(size: Size, turn: int, need: Need, library: Library) -> Contents:
    """The session of one size; `turn` (0, 1, 2) counts the week's sessions: A, B, and the light body-weight C."""
    if size == "mobility":
        return _packed(mobility(need, library), need)
    kind = letter(turn)
    opening = warm_up(need, library)
    seconds, slack = need.preferences.minutes * 60, need.preferences.minutes * 60 * TOLERANCE
    left = seconds - total_s(opening)
    room = Room(left, slack, shares(need, library, kind))
    chosen = _chosen(size, kind, need, library, room)
    if need.deload:
        factor = min(need.set_factor, HALF if size == "half_legs" else 1.0)
        return _packed([*opening, *_valued(_deloaded(chosen, factor))], need)
    if need.set_factor < 1:
        whole = _chosen(size, kind, replace(need, set_factor=1.0), library, room)
        chosen = _softened(chosen, whole, need.set_factor)
    rest = cool_down(need, library, left - total_s(chosen), slack)
    return _packed([*opening, *_valued([*chosen, *rest])], need)


def _chosen(size: Size, kind: Letter, need: Need, library: Library, room: Room) -> list[Piece]:
    """The pieces that fill the room, before a deload or a softened day takes sets away."""
    main = _main(size, kind, need, library)
    chosen = fill(main, *room)
    return fill(_halved(chosen, main), *room) if size == "half_legs" and not need.deload else chosen


def _main(size: Size, kind: Letter, need: Need, library: Library) -> list[Piece]:
    """The session's pieces, most valuable first, each movement once."""
    chooser = Chooser(need, library, unloaded=kind == "C")
    gentle = kind == "C" or size == "half_legs"
    pieces: list[Piece] = []
    for name in _names(kind, need):
        if name == "jumps":
            pieces += _jumps(kind, chooser) if size == "full" else []
            continue
        post = POSTS[name]
        choice = chooser.choose(post.tracks, {held.exercise.id for held in pieces})
        if choice is None or (size == "upper_core" and choice.exercise.region == "lower"):
            continue
        amount = dose(choice.exercise, need, gentle=gentle)
        if amount:
            pieces.append(piece(choice, amount, need, name, library))
    return pieces


def _names(kind: Letter, need: Need) -> tuple[str, ...]:
    """The posts of a session, and last what the other session has for trunk and arms, should time be left."""
    names = worth(kind, need)
    taken = {"jumps", *names, *LEG_POSTS}
    return (*names, *(name for name in worth("B" if kind == "A" else "A", need) if name not in taken))


def _jumps(kind: Letter, chooser: Chooser) -> list[Piece]:
    """The session's jumps within its contacts, each exercise with what the one before left."""
    need, library = chooser.need, chooser.library
    left = jumps.budget(need, library)
    pieces: list[Piece] = []
    for name in JUMPS[kind]:
        if pieces and left < jumps.ANOTHER_FROM:
            break
        choice = chooser.choose(POSTS[name].tracks, {held.exercise.id for held in pieces})
        amount = choice and dose(choice.exercise, need)
        share = left if pieces else max(left // 2, min(left, jumps.ONE_EXERCISE))
        found = choice and amount and jumps.fit(choice.exercise, amount, share)
        if choice and amount and found:
            sets, reps = found
            left -= jumps.contacts_of(choice.exercise, sets, reps)
            made = piece(choice, replace(amount, sets=(sets, sets), work=(reps, reps)), need, name, library)
            pieces.append(made)
    return pieces


def _deloaded(pieces: Sequence[Piece], factor: float) -> list[Piece]:
    """The pieces of an easier week, legs and the rest each with fewer sets; jumps are fewer already."""
    legs = lightened([one for one in pieces if _is_lower(one)], min(factor, DELOAD))
    others = lightened([one for one in pieces if not _is_lower(one) and one.planned.part != "jumps"], DELOAD)
    kept = {one.exercise.id: one for one in (*legs, *others)}
    return [
        kept.get(one.exercise.id, one) for one in pieces if one.exercise.id in kept or one.planned.part == "jumps"
    ]


def _halved(chosen: Sequence[Piece], main: Sequence[Piece]) -> list[Piece]:
    """The chosen leg work with half its sets, and all else that the freed time may hold."""
    legs = lightened([one for one in chosen if _is_lower(one)], HALF)
    kept = {one.exercise.id: replace(one, fewest=one.sets, most=one.sets) for one in legs}
    free = [one for one in main if one.exercise.id in kept or one.exercise.region != "lower"]
    return [kept.get(one.exercise.id, one) for one in free]


def _softened(chosen: Sequence[Piece], whole: Sequence[Piece], factor: float) -> list[Piece]:
    """The leg work with its sets times `factor`, nothing with more than on an unsoftened day: load adds no set."""
    most = {one.exercise.id: one.sets for one in whole}
    capped = [one.with_sets(min(one.sets, most[one.exercise.id])) for one in chosen if one.exercise.id in most]
    legs = {one.exercise.id: one for one in lightened([one for one in capped if _is_lower(one)], factor)}
    return [legs.get(one.exercise.id, one) for one in capped if one.exercise.id in legs or not _is_lower(one)]


def _is_lower(one: Piece) -> bool:
    return one.exercise.region == "lower" and one.planned.part in ("strength", "feet")


def _valued(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in the order of doing, numbered by their value."""
    valued = [replace(one, planned=replace(one.planned, value=n)) for n, one in enumerate(pieces, start=1)]
    return sorted(valued, key=lambda one: one.order)


def _packed(pieces: Sequence[Piece], need: Need) -> Contents:
    """The pieces as a session, with what it asks of the body."""
    return Contents(
        work=effort.work(pieces, need),
        focus=effort.focus(pieces),
        intensity=effort.intensity(pieces, need),
        minutes=round(total_s(pieces) / 60),
        foot_contacts=jumps.total(pieces),
        exercises=tuple(one.planned for one in pieces),
        stand_ins=tuple(one.choice for one in pieces if one.choice.instead_of),
        reason="" if pieces else NOTHING_LEFT,
    )
