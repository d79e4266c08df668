"""A session on another day: which rules it would break there."""

from dataclasses import replace
from datetime import date

from runstrong.model.plan import PlacedBy, PlannedSession, Slot
from runstrong.strength.block.stage import stage
from runstrong.strength.placing.walls import broken
from runstrong.strength.standing import stands
from runstrong.strength.week import Week


def check_move(session: PlannedSession, day: date, slot: Slot, week: Week) -> list[PlacedBy]:
    """The rules `session` would break on `day`, each named with its numbers; empty where it may lie there.

    `week.kept` holds the sessions around it, planned ones too; the session itself may be among them.
    """
    is_new = stage(week).is_new
    others = replace(week, kept=tuple(other for other in week.kept if other.id != session.id))
    moved = replace(session, day=day, slot=slot)
    here = stands(moved, week.library, week.outlook.runs, is_new=is_new)
    return broken(here, others.surroundings(is_new=is_new))
