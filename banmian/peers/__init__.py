"""What a user could install instead, each mapped to the labelling guidelines."""
