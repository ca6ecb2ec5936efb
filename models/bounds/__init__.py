"""Bounds and the cuts that raise them: what no schedule can beat."""
