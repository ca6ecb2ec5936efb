"""Tests of the other forms of a plan."""
