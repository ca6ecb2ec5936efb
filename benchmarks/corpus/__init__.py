"""A corpus of synthetic plan files with the truth beside each, and the bench that reads them.

`make` and what it uses share no code and no table with the product; `adapter` alone imports it.
"""
