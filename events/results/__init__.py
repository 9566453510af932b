"""What follows from judging beside the ranking: the people's choice, and certificates."""
