"""Settings of the whole suite: how many examples Hypothesis tries."""

import os

from hypothesis import HealthCheck, settings

# No deadline, and no complaint of slow examples: on a busy machine both measure the machine.
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples on every run, so that a failure is a change's fault.
settings.register_profile(
    "ci", settings.get_profile("dev"), max_examples=40, derandomize=True, database=None, print_blob=True
)

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
