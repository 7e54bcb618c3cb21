"""The made-up corpus of the demo: townships that do not exist, written in the manner of the genre, every figure known.

`write_demo(folder, seed)` writes the reports and, in the folder `<name>_truth` beside it, what is true of them.
"""

from analysis.demo.write import DEMO_SEED, write_demo

__all__ = ["DEMO_SEED", "write_demo"]
