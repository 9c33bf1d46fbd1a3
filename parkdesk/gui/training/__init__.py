"""The talent training platform: classes with their people, institutions with their years."""
