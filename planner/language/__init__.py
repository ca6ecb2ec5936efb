"""The languages of a plan, and comparing what people type."""
