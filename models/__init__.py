"""The mathematics of planning: integers in, integers out."""
