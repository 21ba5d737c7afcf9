"""The names of bodies: what one looks like, and where one ends and the next begins."""
