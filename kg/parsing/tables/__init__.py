"""Lists written as tables, whatever they were given as."""
