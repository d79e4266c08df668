"""What a file really is, told from its first bytes: names lie, and exports bear wrong endings."""

import re
from typing import Final, Literal

from runstrong.ingest.xml.clean import as_utf8

Kind = Literal["fit", "gpx", "tcx", "gzip", "zip", "unknown"]

HEAD_BYTES: Final = 16_384
"""How much of a file `sniff` wants to see: room for a long comment before the root element."""

_ZIP_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ROOTS: Final[dict[bytes, Kind]] = {b"gpx": "gpx", b"TrainingCenterDatabase": "tcx"}
_ROOT_TAG: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]+)[\s/>]")
_PROLOGUE: Final = (
    (re.compile(rb"<\?"), b"?>"),
    (re.compile(rb"<!--"), b"-->"),
    (re.compile(rb"<![^>\[]*\["), b"]>"),
    (re.compile(rb"<!"), b">"),
)


def sniff(head: bytes) -> Kind:
    """The kind of a file whose first few KB are `head`; the content decides, never the name.

    A FIT file is known by the letters `.FIT` at byte 8, whatever its header says of its own size, so that
    a damaged one is refused as a FIT file and not as a stranger.
    """
    if head[8:12] == b".FIT":
        return "fit"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(_ZIP_MARKS):
        return "zip"
    text = as_utf8(head[:HEAD_BYTES])
    root = _ROOT_TAG.match(text, _prologue_end(text))
    return _ROOTS.get(root[1], "unknown") if root else "unknown"


def _prologue_end(text: bytes) -> int:
    """Where the root element begins: after blanks, comments, processing instructions and a document type."""
    at = 0
    while True:
        while text[at : at + 1].isspace():
            at += 1
        end = next((end for start, end in _PROLOGUE if start.match(text, at)), None)
        if end is None:
            return at
        found = text.find(end, at)
        if found < 0:
            return len(text)
        at = found + len(end)
