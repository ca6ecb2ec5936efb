"""The referee: every rule of `models.problem`, checked by counting.

Written from the definitions alone and for reading, it shares no code with the solver. It is run
on every schedule before it leaves `models.solve`.
"""

from models.check.counting import Violation
from models.check.referee import RULES, violations

__all__ = ["RULES", "Violation", "violations"]
