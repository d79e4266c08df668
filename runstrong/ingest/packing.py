"""Members of zip archives as they lie there: packed bytes known from before need no unpacking."""

import hashlib
import io
import zipfile
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import IO, Final, Self, cast

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Packed:
    """One member's packed bytes, and their SHA-256 with the way in which they are packed.

    The same packed bytes unpack to the same file, whoever made the archive, so this hash proves what the archive's
    own checksum of four bytes only suggests.
    """

    info: zipfile.ZipInfo
    data: bytes
    sha256: str

    @classmethod
    def read(cls, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Self:
        """Raises what `zipfile` raises."""
        as_stored = copy(info)
        as_stored.compress_type, as_stored.file_size = zipfile.ZIP_STORED, info.compress_size
        del as_stored.CRC  # it is that of the unpacked bytes
        reader = archive.open
        with reader(as_stored) as stream:
            data = b"".join(iter(partial(stream.read, _CHUNK), b""))
        digest = hashlib.sha256(bytes([info.compress_type]))
        digest.update(data)
        return cls(info, data, digest.hexdigest())

    def unpacked(self) -> IO[bytes]:
        """A stream that unpacks and checks them, as the archive's own would."""
        return cast("IO[bytes]", zipfile.ZipExtFile(io.BytesIO(self.data), "r", self.info))
