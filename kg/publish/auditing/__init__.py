"""How far readings can be trusted: a sample of tasks drawn by lot, a workbook to judge them in, and the judgements read back."""
