"""Choose what works a plan out: NumPy over chunks, or a loop that is compiled first."""

from __future__ import annotations

from importlib.util import find_spec

from dibao.errors import DibaoError

BACKENDS = (None, "numpy", "compiled")
FEWEST_TO_COMPILE = 100_000
_NEEDED = ("llvmlite", "platformdirs")


def check_backend(backend: str | None) -> None:
    """Refuse a backend that is none, or that is not installed.

    Raises:
        DibaoError: it names what was expected.
    """
    if backend not in BACKENDS:
        raise DibaoError(f"backend is {backend!r}; expected 'numpy', 'compiled' or None")
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if backend == "compiled" and missing:
        raise DibaoError(
            f"backend is 'compiled', which needs {' and '.join(missing)}, not installed; run: pip install 'dibao[fast]'"
        )


def can_compile() -> bool:
    """Tell whether what compiles loops is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def chosen(backend: str | None, households: int) -> str:
    """Give the backend for so many households; compiling costs seconds, so few are not worth it."""
    if backend is not None:
        return backend
    return "compiled" if households >= FEWEST_TO_COMPILE and can_compile() else "numpy"
