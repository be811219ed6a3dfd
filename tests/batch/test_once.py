"""What follows from a policy alone is worked out once, and forgotten with the policy."""

import gc
import weakref

from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON

from dibao import Engine
from dibao.batch import assess_tables
from dibao.batch.once import once_a_policy
from dibao.batch.synth import shili_population


def test_a_function_works_once_for_each_policy(shili):
    other, seen = Engine(plugins=[plugin]).policy("990000", ON), []

    @once_a_policy
    def code(policy):
        seen.append(policy)
        return policy.code

    assert [code(each) for each in (shili, other, shili, other)] == ["990000"] * 4
    assert seen == [shili, other]


def test_deciding_tables_keeps_no_policy_alive():
    policy = Engine(plugins=[plugin]).policy("990000", ON)
    assess_tables(policy, *shili_population(10).tables(), on=ON)
    gone = weakref.ref(policy)
    del policy
    gc.collect()
    assert gone() is None
