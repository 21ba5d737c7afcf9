"""The notice as a whole: its header, its region, its lists, and the account of every character."""
