"""The programmes (政策包): their figures with the marks of their sources."""
