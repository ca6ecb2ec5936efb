"""What is good: measures of a schedule and goals made of them."""
