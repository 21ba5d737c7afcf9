"""Graph to interactive HTML pages."""
