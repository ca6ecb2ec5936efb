"""From a schedule back to a plan, and questions asked of it."""
