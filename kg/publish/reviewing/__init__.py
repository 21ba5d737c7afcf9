"""The page on this machine on which a person goes through what is in doubt, and puts it right."""
