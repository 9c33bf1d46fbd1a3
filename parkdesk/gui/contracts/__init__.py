"""Outsourcing contracts (接包合同): the register, forms, executions, changes and rates."""
