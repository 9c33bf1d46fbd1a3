"""The largest numbers that are taken: what lies above is a slip of the finger.

They also fit the database's integers, and so do sums of thousands of them.
"""

LARGEST_MINOR = 10**15
"""Minor units of a currency: ten trillion yuan, more than any sum of a park."""
MOST_COUNTED = 999_999_999
"""People, square metres."""
