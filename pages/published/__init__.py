"""The parts of the method page."""
