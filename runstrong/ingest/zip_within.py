"""An archive that lies inside another: read anywhere in it without unpacking all before once more.

A directory stands at an archive's end, so who reads one goes to and fro. In a packed stream each step back means
to unpack again from the start: a small archive full of archives would keep us busy for hours. So the state of the
unpacking is kept every few megabytes, and a step to anywhere costs no more than these.
"""

import io
import struct
import zipfile
import zlib
from typing import IO, Final, NamedTuple

_BLOCK: Final = 4_000_000
"""Bytes from one state to the next; a state takes some 50 KB."""
_CHUNK: Final = 16_384
_BLOCKS_HELD: Final = 2
_LENGTHS: Final = struct.Struct("<2H")
_LENGTHS_AT, _HEADER_BYTES = 26, 30


class _State(NamedTuple):
    """An unpacking under way, and how many packed bytes it has been given."""

    fed: int
    unpacker: "zlib._Decompress"


class Within(io.RawIOBase):
    """A member as a stream: `packed` holds its bytes, packed as `info` says, from `begin` on.

    Its length is what `info` says; where it does not hold as much, reading ends early. Checksums are left to the
    archive in it, which has one for each of its members. Reading raises what `packed` or zlib raises.
    """

    def __init__(self, packed: IO[bytes], begin: int, info: zipfile.ZipInfo) -> None:
        super().__init__()
        self._packed, self._begin, self._info = packed, begin, info
        self._states = [_State(0, zlib.decompressobj(-zlib.MAX_WBITS))]
        self._blocks: dict[int, bytes] = {}
        self._at = 0

    @classmethod
    def of(cls, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> "Within":
        """A member of an open archive that `zipfile` has found no fault with."""
        stream = archive.fp
        assert stream is not None
        stream.seek(info.header_offset + _LENGTHS_AT)
        return cls(stream, info.header_offset + _HEADER_BYTES + sum(_LENGTHS.unpack(stream.read(4))), info)

    def seekable(self) -> bool:
        """It is, and quickly."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go anywhere; nothing is unpacked by this."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._info.file_size}[whence]
        self._at = min(max(start + offset, 0), self._info.file_size)
        return self._at

    def tell(self) -> int:
        """Where it is."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, or as many as there are."""
        left = self._info.file_size - self._at
        left = left if size < 0 else min(size, left)
        parts = []
        while left > 0:
            number, start = divmod(self._at, _BLOCK)
            part = self._block(number)[start : start + left]
            if not part:
                break
            parts.append(part)
            self._at += len(part)
            left -= len(part)
        return b"".join(parts)

    def _block(self, number: int) -> bytes:
        if number not in self._blocks:
            block = (
                self._stored(number) if self._info.compress_type == zipfile.ZIP_STORED else self._unpack(number)
            )
            while len(self._blocks) >= _BLOCKS_HELD:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[number] = block
        return self._blocks[number]

    def _stored(self, number: int) -> bytes:
        return self._packed_bytes(number * _BLOCK, _BLOCK)

    def _unpack(self, number: int) -> bytes:
        """A block from the state in front of it; where that has not been come to, by way of all on the way."""
        for known in range(len(self._states) - 1, number):
            self._states.append(self._block_after(self._states[known])[1])
        block, after = self._block_after(self._states[number])
        if number + 1 == len(self._states):
            self._states.append(after)
        return block

    def _block_after(self, state: _State) -> tuple[bytes, _State]:
        """The block that follows on a state, shorter at the end, and the state behind it."""
        fed, unpacker = state.fed, state.unpacker.copy()
        parts, left = [], _BLOCK
        while left and not unpacker.eof:
            packed = unpacker.unconsumed_tail
            if not packed:
                packed = self._packed_bytes(fed, _CHUNK)
                fed += len(packed)
            part = unpacker.decompress(packed, left)
            if not part and not packed:
                break
            parts.append(part)
            left -= len(part)
        return b"".join(parts), _State(fed, unpacker)

    def _packed_bytes(self, start: int, size: int) -> bytes:
        self._packed.seek(self._begin + start)
        return self._packed.read(max(min(size, self._info.compress_size - start), 0))
