"""Payment batches: making, approving, bank sheets, answers."""
