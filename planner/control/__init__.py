"""Monitoring and controlling: a plan against its baseline and against the plan before it."""
