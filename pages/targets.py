"""To be filled."""

from pages import frame

store = frame.open_page("targets")
