"""The register of titles."""
