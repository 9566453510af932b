"""What programs ask and are told: operations over the same commands and lists as the pages."""
