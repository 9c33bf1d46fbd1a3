"""Workbooks and delimited text: rows in, rows and problems out."""
