"""Papers (材料): their list with a preview, sorting of what was dropped, the inbox of scans."""
