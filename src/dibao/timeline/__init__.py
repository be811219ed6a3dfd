"""Follow a household through time, month by month."""
