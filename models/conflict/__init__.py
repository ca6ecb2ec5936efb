"""Why there is no schedule: facts of a problem that cannot hold together."""
