"""What happened and what may happen: the facts, the aggregates that decide them, and the log that keeps them."""
