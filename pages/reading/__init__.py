"""The parts of the report reader: the block of outline, text and figures, and the panels below it."""
