"""The first room: a page file becomes its articles, every character traceable.

decoding → text with positions → blocks → articles; `peoples_daily` reads tagged text that a dependency ships.
"""
