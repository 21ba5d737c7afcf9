"""What the world is: offices, regions, indicators, units of measure, read once from the data files and handed on as plain Python."""
