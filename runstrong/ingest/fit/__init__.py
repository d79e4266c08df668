"""FIT, the format watches write: frame the bytes, lay out stretches of like records, walk them all rows at once.

`fitparse` is the dictionary of fields (`profile`) and, in the tests, the oracle of every number.
"""
