"""What was recorded of projects under way, and what follows from it by itself: plain data."""
