"""Settle in which encoding a text file is written, line by line where it mixes two."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from attrs import define, field

from dibao.batch.files.cells import GARBLED

BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Chinese in UTF-8 takes three bytes a sign; what GB18030 wrote hardly ever looks like whole runs of them.
_CHINESE = re.compile(r"[\x00-\x7f\u2000-\u206f\u3000-\u9fff\uff00-\uffef\ufeff]*")


@define
class Counts:
    """How many lines were read in which encoding."""

    utf8: int = 0
    gb18030: int = 0
    garbled: int = 0

    @property
    def is_mixed(self) -> bool:
        """Tell whether lines of a file are in different encodings."""
        return bool(self.utf8 and self.gb18030)


@define
class TextFile:
    """A text file whose bytes come out as UTF-8, whatever it is written in.

    `encoding` is None where lines decide, each for itself.
    """

    path: Path
    encoding: str | None
    mark: int
    counts: Counts = field(factory=Counts)

    def open(self) -> BinaryIO:
        """Open it at its first line."""
        file = self.path.open("rb")
        file.seek(self.mark)
        if self.encoding == "utf-8":
            return file
        self.counts = Counts()
        return io.BufferedReader(_Stream(self._encoded(file)), BLOCK)

    def _encoded(self, file: BinaryIO) -> Iterator[bytes]:
        with file:
            if self.encoding is not None:
                decode = codecs.getincrementaldecoder(self.encoding)("replace").decode
                while block := file.read(BLOCK):
                    yield decode(block).encode()
                yield decode(b"", final=True).encode()
            else:
                for line in file:
                    yield line if line.isascii() else self._decoded(line).encode()

    def _decoded(self, line: bytes) -> str:
        """Give a line that is of one encoding or the other."""
        utf8, gb18030 = _as(line, "utf-8"), _as(line, "gb18030")
        if utf8 is not None and (gb18030 is None or _CHINESE.fullmatch(utf8)):
            self.counts.utf8 += 1
            return utf8
        if gb18030 is not None:
            self.counts.gb18030 += 1
            return gb18030
        self.counts.garbled += 1
        return "".join(sign if sign.isascii() else GARBLED for sign in line.decode("latin-1"))


def text_file(path: Path) -> TextFile:
    """Settle the encoding of a file by its mark, or by all its bytes."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, encoding in _MARKS:
            if start.startswith(mark) and (encoding != "utf-8" or _is_utf8(file, len(mark))):
                return TextFile(path, encoding, len(mark))
        mark_length = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
        return TextFile(path, "utf-8" if _is_utf8(file, 0) else None, mark_length)


def _is_utf8(file: BinaryIO, start: int) -> bool:
    file.seek(start)
    decode = codecs.getincrementaldecoder("utf-8")().decode
    try:
        while block := file.read(BLOCK):
            decode(block)
        decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _as(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None


class _Stream(io.RawIOBase):
    """Blocks of bytes as a file that is read once."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]  # the base takes any buffer
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = memoryview(block)
        count = min(len(into), len(self._left))
        into[:count] = self._left[:count]
        self._left = self._left[count:]
        return count
