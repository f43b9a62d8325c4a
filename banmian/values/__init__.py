"""The last room: what the text of a QUANTITY says, as numbers and units."""
