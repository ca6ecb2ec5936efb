"""Workbooks of one feature each: read, planned, judged by the referee, written back, meant right.

Every date, person and amount of money that is asserted here was worked out by hand.
"""
