"""Where steps of the search run besides this process, and what happens when a place is lost."""
