"""Tests of the user's world."""
