"""Records to known things: which region, which body, which kind of office, which indicator a printed name means."""
