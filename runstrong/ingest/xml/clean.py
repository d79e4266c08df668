"""XML as strangers write it, made UTF-8 that a strict parser takes."""

import codecs
import re
from typing import Final

# Control characters that XML forbids; a file system after a power cut leaves runs of NUL.
_FORBIDDEN: Final = bytes(set(range(32)) - set(b"\t\n\r"))
# Careless exports write a title as it was typed.
_BARE_AMPERSAND: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)")
_WIDE: Final = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_STATED: Final = re.compile(rb"""<\?xml[^>]{0,100}encoding\s{0,9}=\s{0,9}["']([\w.-]{1,40})["']""")


def as_utf8(data: bytes) -> bytes:
    """`data` as UTF-8 that XML allows: no byte order mark, outer blanks, control characters, bare ampersands.

    UTF-8 is believed when it fits, then what the file states, then Windows' Latin-1.
    """
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _cleaned(data.decode(encoding, "replace").encode())
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        body.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return _cleaned(body[: error.start])
        return _cleaned(body.decode(_stated_encoding(body), "replace").encode())
    return _cleaned(body)


def _cleaned(text: bytes) -> bytes:
    allowed = text.translate(None, _FORBIDDEN).removeprefix(codecs.BOM_UTF8).strip()
    return _BARE_AMPERSAND.sub(b"&amp;", allowed)


def _stated_encoding(body: bytes) -> str:
    """The encoding the file states, where it is a plain single-byte one or UTF-8; else Windows' Latin-1."""
    stated = _STATED.search(body[:400])
    try:
        name = codecs.lookup(stated[1].decode()).name if stated else ""
    except LookupError:
        name = ""
    return name if name.startswith(("iso8859-", "cp12", "koi8-", "utf-8")) else "cp1252"
