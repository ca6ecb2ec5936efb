"""An exact reference for small projects, written from the documented meanings only.

It shares no code or table with the product: only `compare` and `check` read what the product says.
"""
