"""The parts of the data page: the stock of files, upload, downloads, changes between versions."""
