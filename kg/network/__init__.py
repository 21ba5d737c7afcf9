"""Graph to networks of bureaus and leaders, and their measures."""
