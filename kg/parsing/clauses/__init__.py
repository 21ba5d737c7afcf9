"""Who answers: labels, words and brackets, and the leaders that they name."""
