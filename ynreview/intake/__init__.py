"""Workbooks, CSV and folders of PDFs into plain values, each problem located; stores nothing."""
