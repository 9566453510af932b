"""Projects of hackathons: every submitted version, and the late rule that applied to it."""
