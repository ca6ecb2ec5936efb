"""Events on the slot axis: what links, calendars and durations allow, without a solver."""
