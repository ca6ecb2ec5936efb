"""Names of the arrays of machine code, and the slot that is never reached."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

Floats = NDArray[np.float64]

Flags = NDArray[np.bool_]

PackedWords = NDArray[np.uint64]

NEVER = 2**40
"""After every axis: the end of what cannot start."""
