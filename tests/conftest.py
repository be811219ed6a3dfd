"""Settings of the whole suite: how many examples Hypothesis tries, how seldom Python looks for garbage."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

# No deadline, and no complaint of slow examples: on a busy machine both measure the machine.
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples on every run, so that a failure is a change's fault.
settings.register_profile(
    "ci", settings.get_profile("dev"), max_examples=40, derandomize=True, database=None, print_blob=True
)

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")
settings.load_profile(PROFILE)
if PROFILE == "ci":
    # Hypothesis also draws the constants of whatever project modules are loaded by then: which ones are
    # depends on the tests before, and on the worker.
    setattr(providers, "is_local_module_file", lambda path: False)  # noqa: B010 - its own types do not name it

# What is traced of real law lives as long as the worker; to go through it again and again took a seventh of the time.
gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Run a test as ever, but in a frame that asks for much room."""
    runner = item.config.pluginmanager.get_plugin("runner")
    assert runner is not None
    return runner.pytest_runtest_protocol(item, nextitem)


# CPython keeps frames in pieces of 16 KB and maps a piece anew at each call that crosses into it, so that calls at some
# depths take ten times as long; a test at such a depth took twice its time. After a large frame comes one large piece.
pytest_runtest_protocol.__code__ = pytest_runtest_protocol.__code__.replace(co_stacksize=70_000)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Look for garbage a last time, and leave what lives to the end of the process.

    Python would go through all of it again several times to take it apart.
    """
    gc.collect()
    gc.freeze()
