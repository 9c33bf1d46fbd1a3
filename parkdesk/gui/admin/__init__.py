"""System administration (系统管理): people, the park, the trail, backups."""
