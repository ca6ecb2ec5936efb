"""Measures the planner against published instances and peers."""
