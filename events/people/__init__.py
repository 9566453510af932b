"""What the log knows of people: only whether their account is suspended."""
