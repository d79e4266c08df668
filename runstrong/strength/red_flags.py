"""What to watch for where it hurts, in plain words: the pain rule, the signs to stop at (science E.2, E.3)."""

from typing import Final

PAIN_RULE: Final = (
    "Green: 0 to 3, and next morning as before. Nothing changes, go on.",
    "Amber: 4 or 5, or less but worse next morning or stiffer than usual. Gentler work or none for that place, no "
    "jumps that load it; look again after 48 hours.",
    "Red: 6 and more, or sharp, or it makes you limp, hurts at rest or at night, swells or gives way. Leave that "
    "place alone and have a professional look at it.",
    "Red at any number: pain in one spot of a bone.",
    "These numbers come from rehabilitation with a professional beside you. On your own, stay at 3 or less.",
)
"""The traffic light in the order green, amber, red, with what it cannot tell."""

RED_FLAGS: Final = (
    "A spot on a bone that hurts when you press it with one finger, most of all the front of the shin, the top or "
    "outer edge of the foot, the hip or the groin",
    "Pain that comes earlier in every run, and grows while you run",
    "Pain at rest or at night",
    "Deep pain in the groin or hip when you put weight on the leg",
    "A calf that is swollen, warm or red, or breath that runs short for no reason",
    "Chest pain, fainting, or a heart that races or stumbles",
    "Back pain with a weak leg, numbness between the legs, or trouble with bladder or bowel",
    "Fever with a painful joint",
    "A sudden pop, or a foot that can no longer push off",
)
"""Signs at which to stop and seek care. Nobody is asked to try anything out, such as a hop on the sore leg."""
