"""Changes to a project, planned again with all else as the user has it."""
