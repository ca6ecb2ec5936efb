"""Each rule alone, as a truth table."""
