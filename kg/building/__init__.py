"""A build: documents carried through all rooms to the files of a folder."""
