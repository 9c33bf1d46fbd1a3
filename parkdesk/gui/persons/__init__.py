"""The ledger of persons (人员台账): who was claimed for, when, by whom."""
