"""What goes is announced with its last version, and given two minor versions' time."""

import warnings

import pytest

import dibao
from dibao.deprecation import Deprecation, DibaoDeprecationWarning, minor_version

OLD = Deprecation("dibao.old_sum", since="0.2", removed_in="0.4", instead="dibao.new_sum")


@OLD
def old_sum(first: int, second: int = 1) -> int:
    """Add two numbers."""
    return first + second


def uses_an_old_argument(old: int | None = None) -> None:
    if old is not None:
        OLD.warn()


def test_a_deprecated_function_works_and_warns_where_it_is_called():
    with pytest.warns(DibaoDeprecationWarning) as caught:
        assert old_sum(1, second=2) == 3
    assert str(caught[0].message) == (
        "dibao.old_sum is deprecated since dibao 0.2 and will be removed in 0.4; use dibao.new_sum instead."
    )
    assert caught[0].filename == __file__
    assert isinstance(caught[0].message, DibaoDeprecationWarning)
    assert caught[0].message.removed_in == "0.4"
    assert (old_sum.__name__, old_sum.__doc__) == ("old_sum", "Add two numbers.")


def test_a_deprecated_argument_warns_its_caller():
    with pytest.warns(DibaoDeprecationWarning) as caught:
        uses_an_old_argument(old=1)
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        uses_an_old_argument()


@pytest.mark.parametrize(
    ("since", "removed_in", "is_enough"),
    [
        ("0.2", "0.3", False),
        ("0.2", "0.4", True),
        ("0.2.5", "0.5", True),
        ("0.2", "1.0", True),
        ("0.2", "0.2", False),
        ("1.0", "0.9", False),
    ],
)
def test_a_name_stays_for_two_minor_versions_or_until_the_next_major(since, removed_in, is_enough):
    if is_enough:
        assert Deprecation("a", since, removed_in, "b").removed_in == removed_in
    else:
        with pytest.raises(ValueError, match=r"a is deprecated since .* expected .* or later"):
            Deprecation("a", since, removed_in, "b")


@pytest.mark.parametrize(("version", "is_due"), [("0.3.9", False), ("0.4.0", True), ("0.5", True)])
def test_a_name_is_due_in_the_version_that_was_named(version, is_due):
    assert OLD.is_due(version) == is_due


def test_a_version_has_two_numbers():
    with pytest.raises(ValueError, match=r"'soon' is not a version; expected one such as 0\.3"):
        minor_version("soon")


def test_the_warning_is_public_and_python_shows_it_to_authors():
    assert dibao.DibaoDeprecationWarning is DibaoDeprecationWarning
    assert issubclass(DibaoDeprecationWarning, DeprecationWarning)
