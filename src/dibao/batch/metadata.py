"""Say in the table of decisions itself what it was decided by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from dibao.assess.policy import SEMANTICS, Policy
from dibao.batch.legend import legend_of
from dibao.batch.once import once_a_policy


def metadata_of(policies: Sequence[Policy], on: str) -> Mapping[str, str]:
    """Give day, fingerprints and the legend of reasons of the policies that decided on a day."""
    return _of_one(policies[0]) if len(policies) == 1 else _written(policies, on)


@once_a_policy
def _of_one(policy: Policy) -> Mapping[str, str]:
    return _written([policy], policy.on.isoformat())


def _written(policies: Sequence[Policy], on: str) -> Mapping[str, str]:
    named = [(n, bit.name, bit.title, bit.english) for n, bit in enumerate(legend_of(policies).values())]
    told = {
        "on": on,
        "semantics": SEMANTICS,
        "policies": {each.code: each.fingerprint for each in policies},
        "reasons": [dict(zip(("bit", "test", "title", "english"), each, strict=True)) for each in named],
    }
    return {f"dibao.{key}": json.dumps(value, ensure_ascii=False) for key, value in told.items()}
