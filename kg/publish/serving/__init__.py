"""A read-only SPARQL endpoint with a page to query from, and a page on each thing."""
