"""What each labelling function is worth on gold: votes collected once, measured, and shown on a page."""
