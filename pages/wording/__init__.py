"""The views of the page of words: one file a view, and the choices they share."""
