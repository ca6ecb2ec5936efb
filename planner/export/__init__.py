"""A plan in other forms: calendar files, CSV tables, JSON, a Gantt picture, a page to send around.

Functions of a `Plan` that return text or files by name; nothing here writes to disk. Each form is
imported from its own file, since some need much more than others.
"""
