"""Foreign scans: files that somebody hands in, examined before they are kept."""
