"""Working time of people and the axis of slots it is cut to."""
