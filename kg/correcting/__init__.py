"""What people decided about readings: kept in a file that is only added to, found again in the text, and laid over the records."""
