"""The charts of the pages that compare figures, each made once for a choice and kept (frame.compute)."""
