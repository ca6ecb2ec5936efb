"""Ways to find good schedules fast: construction and large-neighbourhood search."""
