"""The help queue: teams ask, mentors take, and whoever helped a team never judges it."""
