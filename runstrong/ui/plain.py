"""Text from files made harmless: anybody can name a file, a run or a watch."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS: Final = frozenset("\u200c\u200d")
_PUNCTUATION: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&=^\"'])")
# Emoji, icons and bare addresses are recognised after Markdown has dropped its backslashes. A word joiner,
# which nobody sees, breaks them; clock times are left alone.
_RECOGNISED: Final = re.compile(r"(?<!\d):(?=\S)|:(?=[^\s\d])|@|(?<=www)(?=\\\.)", re.IGNORECASE)
_WORD_JOINER: Final = "\u2060"


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """`text` from a file as Markdown that shows it as it is: no styles, links, icons, formulas."""
    seen = text if text.isprintable() else "".join(" " if _is_unseen(mark) else mark for mark in text)
    escaped = _PUNCTUATION.sub(r"\\\1", " ".join(seen.split()))
    return _RECOGNISED.sub(lambda found: found.group() + _WORD_JOINER, escaped)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN and character not in _JOINERS
