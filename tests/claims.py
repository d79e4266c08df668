"""What an honest program must not claim (science section H), as patterns to find in every word it says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHOWN = (
    "runstrong/ui",
    "runstrong/strength",
    "runstrong/trend",
    "runstrong/charts",
    "runstrong/cli",
    "pages",
    "app.py",
)

NEVER = (
    r"\bguarante",
    r"\bbullet-?proof",
    r"\binjury[- ](free|proof)",
    r"\bsafely\b|\b(is|are|be|stay|stays|perfectly|completely) safe\b|\bsafe (to|for)\b",
    r"\bcleared (for|to)\b",
    r"\b(injury|risk)[- ](score|zone|meter)|\brisk of injury\b|\binjury risk\b",
    r"\b(CTL|ATL|TSB|ACWR)\b|\bsweet spot\b",
    r"\bweight[- ]loss\b|\blos(e|ing) weight\b|\bburn(s|ing)? (fat|calories)\b|\bslim",
    r"\b10 % rule\b|\b180 (spm|steps)\b",
    r"\bproven to\b|\bscientifically proven\b",
    r"\breturn[- ]to[- ](sport|play)\b",
)
"""No sentence may hold these."""

QUALIFIED = (
    r"\bprevent\w* \w* ?injur|\binjury prevention\b|\b(fewer|less|reduc\w+|lower\w*)\b[^.]{0,20}\binjur",
    r"\b(improv|better|rais|boost|gain)\w*\b[^.]{0,30}\beconomy\b|\beconomy\b[^.]{0,20}\b(improv|better)",
    r"\bcheaper\b|\bmakes? you (faster|stronger)\b",
    r"\b(fitness|form)\b[^.]{0,15}\bscore\b|\bcalled fitness\b",
    r"\bdiagnos",
)
"""A sentence may hold these only beside a word that denies or qualifies them."""

QUALIFIER = re.compile(
    r"\b(not|no|none|never|nothing|nobody|neither|without|trials?|studies|stud(y|ied)|synthes[ie]s|average|one|hazard|"
    r"whether|tested|many|clear)\b"
)


def claims(text: str) -> list[str]:
    """The sentences of `text` that claim what nobody may claim."""
    sentences = re.split(r"(?<=[.!?])\s+|\n", text)
    found = [one for one in sentences if any(re.search(pattern, one, re.IGNORECASE) for pattern in NEVER)]
    bold = [one for one in sentences if any(re.search(pattern, one, re.IGNORECASE) for pattern in QUALIFIED)]
    return found + [one for one in bold if not QUALIFIER.search(one.lower())]


def words_in(path: Path) -> Iterator[str]:
    """Every string in a source that somebody can be shown: all but docstrings and names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spared = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared:
            yield node.value


def sources() -> list[Path]:
    """The sources whose words reach the runner."""
    places = (PROJECT / name for name in SHOWN)
    return sorted(path for place in places for path in ([place] if place.is_file() else place.rglob("*.py")))
