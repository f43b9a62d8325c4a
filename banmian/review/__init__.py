"""Review: tasks to the tools that people annotate with and back without loss, and what to look at next.

Every tool gets the text, the spans and, under KEY of `exchange`, all that it cannot hold; so what comes back unchanged is what went out.
"""
