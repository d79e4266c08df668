"""A small table of exercises in which nothing is wrong, for tests to break in one place."""

from typing import Any

from runstrong.settings import REGIONS

AT_HOME = (
    "jump", "squat", "lunge", "single_leg", "hinge", "bridge", "calf", "soleus", "push", "pull", "anti_extension",
    "trunk_flexion", "anti_lateral", "anti_rotation", "hip_abduction", "foot",
)  # fmt: skip
SPARED_BY_JUMPS = ("achilles", "calf", "plantar", "shin", "ankle", "bone_stress")
UPPER = ("push", "pull", "anti_extension", "trunk_flexion", "anti_lateral", "anti_rotation")


def exercise(name: str, /, **changes: Any) -> dict[str, Any]:
    """An easy body-weight squat under another name, with changes."""
    dose = {"sets": [2, 3], "work": [8, 12], "rir": 3, "rest_s": 60}
    return {
        "id": name,
        "name": name.replace("_", " "),
        "pattern": "squat",
        "region": "lower",
        "primary": ["quadriceps"],
        "secondary": [],
        "kits": [[]],
        "is_loaded": False,
        "per_side": False,
        "plyometric": 0,
        "contacts_per_rep": 0,
        "level": 1,
        "measure": "reps",
        "rep_s": 4,
        "dose": {phase: dict(dose) for phase in ("foundation", "strength", "power", "maintenance")},
        "regression": None,
        "progression": None,
        "contraindications": {"bone_stress": "avoid"},
        "purpose": "Bends the legs.",
        "cues": ["Down.", "Up.", "Again."],
        "faults": ["Too quick.", "Too deep."],
        "fit": None,
        "in_article": False,
        **changes,
    }


def jump(name: str, /, **changes: Any) -> dict[str, Any]:
    """An easy jump, with changes."""
    dose = {"sets": [1, 2], "work": [10, 20], "rir": None, "rest_s": 60}
    easy = exercise(
        name,
        pattern="jump",
        plyometric=1,
        contacts_per_rep=1,
        rep_s=1,
        dose={phase: dict(dose) for phase in ("foundation", "strength", "power", "maintenance")},
        contraindications=dict.fromkeys(SPARED_BY_JUMPS, "avoid"),
    )
    return {**easy, **changes}


def small_table(*more: dict[str, Any]) -> dict[str, Any]:
    """One easy body-weight exercise for each pattern, named any_<pattern>, and `more` behind its own pattern."""
    rows = []
    for pattern in AT_HOME:
        region = "upper" if pattern in UPPER else "lower"
        made = jump if pattern == "jump" else exercise
        kept = {} if region == "upper" else made("any")["contraindications"]
        rows.append(made(f"any_{pattern}", pattern=pattern, region=region, contraindications=kept))
        rows += [other for other in more if other.get("pattern") == pattern]
    rows += [other for other in more if other.get("pattern") not in AT_HOME]
    calm = {"name": "sore spot", "no_jumps": False, "substitutes": ["any_push"], "see_someone": "If it stays."}
    return {"regions": {name: dict(calm) for name in REGIONS}, "exercises": rows}


def row(table: dict[str, Any], name: str) -> dict[str, Any]:
    """The exercise of that name in the table."""
    found: dict[str, Any] = next(entry for entry in table["exercises"] if entry["id"] == name)
    return found
