"""Many households of the reference policy, decided by us and by others in the same run."""
