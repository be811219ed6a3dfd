"""Keep compiled loops for the next run, in a directory that is the user's alone.

What lies in the directory is machine code that will be run, so one that others could
write to is not used. Without a directory all works the same, and compiles each time.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

import platformdirs

_ENDING = ".code"
_DIGEST = hashlib.sha256().digest_size


def private_directory(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Give the directory of compiled loops, made if need be; None where there can be none."""
    told = environment.get("XDG_CACHE_HOME")
    root = Path(told) / "dibao" if told else Path(platformdirs.user_cache_dir("dibao", appauthor=False))
    directory = root / "loops"
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        directory.mkdir(mode=0o700, exist_ok=True)
        return directory if _is_private(directory) and os.access(directory, os.R_OK | os.W_OK | os.X_OK) else None
    except (OSError, RuntimeError):
        return None


def _is_private(directory: Path) -> bool:
    """Tell whether only this user can write to a directory, which is no link."""
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


def kept(key: str) -> bytes | None:
    """Give the machine code that was kept under a key, whole as it was; else None."""
    directory = private_directory()
    if directory is None:
        return None
    try:
        found = (directory / f"{key}{_ENDING}").read_bytes()
    except OSError:
        return None
    digest, code = found[:_DIGEST], found[_DIGEST:]
    return code if hashlib.sha256(code).digest() == digest else None


def keep(key: str, code: bytes) -> None:
    """Keep machine code for the next run, whatever another process does there; a full disk is no error."""
    directory = private_directory()
    if directory is None:
        return
    try:
        handle, draft = tempfile.mkstemp(dir=directory, prefix=key, suffix=".draft")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(code).digest() + code)
        Path(draft).replace(directory / f"{key}{_ENDING}")
    except OSError:
        return
