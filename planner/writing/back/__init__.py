"""A plan in the user's own columns: `columns.back` is the door."""
