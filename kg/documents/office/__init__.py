"""Word documents and workbooks."""
