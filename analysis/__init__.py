"""Read figures and words out of Chinese township government work reports, each tied to its characters in the source."""
