"""The exit statuses.

DONE: all is done. REJECTED: something was rejected or does not conform; all the rest is written. WRONG: wrong usage,
or input that cannot be read; what could be read is written.
"""

DONE, REJECTED, WRONG = 0, 1, 2
