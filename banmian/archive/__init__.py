"""Whole archives: articles in from files of any kind, rows out that outlast a kill, and the work spread over cores."""
