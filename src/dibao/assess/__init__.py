"""The means test: composing a policy, deciding a household, and saying why."""
