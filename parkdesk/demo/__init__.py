"""The demonstration park: invented, the same for the same seed, and complete.

`plan` says what there is, as plain values; `writing` puts it into a park. Nobody and nothing in
it exists: towns, companies, numbers and rates of exchange are made up and say so.
"""
