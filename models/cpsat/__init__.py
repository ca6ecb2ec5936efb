"""CP-SAT: every decision variable of a problem, and the expressions that several rules share."""
