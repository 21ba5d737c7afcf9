"""Signs of the page: lines, numbers, brackets, times, quotation marks."""
