"""Settings of the whole suite: how many examples Hypothesis tries."""

import os

from hypothesis import settings

# No deadline: on a busy machine it measures the machine.
settings.register_profile("dev", max_examples=50, deadline=None)
# The same examples on every run, so that a failure is a change's fault.
settings.register_profile("ci", max_examples=40, deadline=None, derandomize=True, database=None, print_blob=True)

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
