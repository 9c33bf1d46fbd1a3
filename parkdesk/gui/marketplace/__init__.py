"""The marketplace (接发包): clients that give work."""
