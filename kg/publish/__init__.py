"""Graph to other people's tools: triple stores, tables, workbooks."""
