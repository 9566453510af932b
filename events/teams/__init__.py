"""Teams of hackathons: who is in them, who leads, whom they look for."""
