"""Net developable area."""
