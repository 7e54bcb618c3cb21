"""The words of the genre, loaded from data/lexicon and checked: one module for each kind of entry."""
