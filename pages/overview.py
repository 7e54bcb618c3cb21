"""What is here, what can be asked of it, how reliable it is."""

from pages import frame

store = frame.open_page("overview")
