"""Reports about what is wrong, decisions about them, and appeals."""
