"""Settle how a public name goes: with a warning, and not before two minor versions.

A name is deprecated in one minor version, still works in the next, and may be
removed in the one after that, which the warning names.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from re import fullmatch
from typing import Any, TypeVar

from attrs import field, frozen

FEWEST_MINOR_VERSIONS = 2
_Function = TypeVar("_Function", bound=Callable[..., Any])


class DibaoDeprecationWarning(DeprecationWarning):
    """A name that is going to be removed; the text says in which version."""

    def __init__(self, message: str, removed_in: str) -> None:
        """Keep the version that no longer has the name."""
        super().__init__(message)
        self.removed_in = removed_in


def minor_version(text: str) -> tuple[int, int]:
    """Give the major and minor number of a version such as 0.3 or 0.3.1.

    Raises:
        ValueError: it starts with no two numbers.
    """
    found = fullmatch(r"(\d+)\.(\d+)(\..*)?", text)
    if found is None:
        raise ValueError(f"{text!r} is not a version; expected one such as 0.3")
    return int(found[1]), int(found[2])


@frozen
class Deprecation:
    """One name that goes: since which version, in which it is gone, what to use.

    Where the name is a function, decorate it; where it is an argument or a
    value, call `warn` when it is used. `instead` ends "use ... instead".
    """

    name: str
    since: str
    removed_in: str = field()
    instead: str

    @removed_in.validator
    def _leaves_time(self, _: object, removed_in: str) -> None:
        since, gone = minor_version(self.since), minor_version(removed_in)
        same_major = gone[0] == since[0]
        if (gone[1] - since[1] < FEWEST_MINOR_VERSIONS) if same_major else gone < since:
            earliest = f"{since[0]}.{since[1] + FEWEST_MINOR_VERSIONS}"
            raise ValueError(
                f"{self.name} is deprecated since {self.since} and removed in {removed_in}; "
                f"expected {earliest} or later, or the next major version. Leave authors that time."
            )

    def __str__(self) -> str:
        """Give the sentence that a user reads."""
        return (
            f"{self.name} is deprecated since dibao {self.since} and will be removed in {self.removed_in}; "
            f"use {self.instead} instead."
        )

    def is_due(self, version: str) -> bool:
        """Tell whether a version should no longer have the name."""
        return minor_version(version) >= minor_version(self.removed_in)

    def warn(self, stacklevel: int = 1) -> None:
        """Warn whoever called the function that calls this.

        Args:
            stacklevel: 1 for the caller's caller, one more for each function between.
        """
        warnings.warn(DibaoDeprecationWarning(str(self), self.removed_in), stacklevel=stacklevel + 2)

    def __call__(self, function: _Function) -> _Function:
        """Give the function as it is, warning at every call."""

        @wraps(function)
        def deprecated(*arguments: Any, **named: Any) -> Any:
            self.warn()
            return function(*arguments, **named)

        deprecated.dibao_deprecation = self  # type: ignore[attr-defined]
        return deprecated  # type: ignore[return-value]
