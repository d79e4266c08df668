"""Names that strangers chose, and what they wrote, made fit to be shown."""

import unicodedata
from typing import Final

_LONGEST: Final = 255
_LINES: Final = 40
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def plain(text: str | None) -> str | None:
    """`text` without invisible and direction-changing characters, at most 255 long; None where nothing is left."""
    visible = "".join(c for c in (text or "")[: 4 * _LONGEST] if unicodedata.category(c) not in _HIDDEN)
    return visible.strip()[:_LONGEST] or None


def paragraphs(text: str) -> str | None:
    """The first lines of a longer text, each made plain, empty ones left out; None where nothing is left."""
    lines = (plain(line) for line in text.splitlines()[:_LINES])
    return "\n".join(line for line in lines if line) or None
