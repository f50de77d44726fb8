"""Looking into a log, and proving that nothing in it is missing, altered or misread."""
