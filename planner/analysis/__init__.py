"""Turns a schedule back into a plan, and answers questions about it."""
