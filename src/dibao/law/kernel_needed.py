"""Settle whether a plug-in was built for the dibao that is installed.

A plug-in says which versions it was built for where every Python package says
it: `dependencies = ["dibao>=0.1,<0.2"]`. An installer that was told to look away
can bring in another one, so loading asks again.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import Distribution

from dibao.version import VERSION

KERNEL = "dibao"


def wrong_kernel(distribution: Distribution | None, version: str = VERSION) -> str | None:
    """Say that a distribution was built for another dibao, None if for this one."""
    wanted = list(_wanted(distribution, version))
    if distribution is None or not wanted:
        return None
    versions = " and ".join(wanted)
    return (
        f"{distribution.name} {distribution.version} was built for dibao {versions}; this is {version}. "
        f"Install dibao {versions}, or a version of {distribution.name} that was built for {version}."
    )


def _wanted(distribution: Distribution | None, version: str) -> Iterable[str]:
    """Give the versions that a distribution asks for and that this is none of."""
    stated = [] if distribution is None else getattr(distribution, "requires", None) or []
    if not any(KERNEL in each for each in stated):
        return
    # The import takes longer than a whole decision, so it waits until here.
    from packaging.requirements import InvalidRequirement, Requirement

    for each in stated:
        try:
            needed = Requirement(each)
        except InvalidRequirement:
            continue
        is_asked = needed.marker is None or needed.marker.evaluate({"extra": ""})
        if needed.name == KERNEL and is_asked and not needed.specifier.contains(version, prereleases=True):
            yield str(needed.specifier)
