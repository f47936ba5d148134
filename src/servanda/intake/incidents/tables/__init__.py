"""Tables as they are published: CSV, XLSX, Parquet and JSON, each as columns and rows of text.

Rows come one at a time, with their number in the file; what cannot be read comes as a `Damaged`
row and is never passed over. Nothing in a file is run, and no more of it is held than a few rows.
"""
