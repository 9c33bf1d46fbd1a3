"""The clerk's desk for training-subsidy claims, and the register of claims."""
