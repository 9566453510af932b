"""Profiles that were taken over, merged or withdrawn; go-betweens."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
