"""The door from Python: a graph as tables, answers and networks. ``import kg`` opens it; nothing here loads before it is used."""
