"""Certificates (资质认证): the register, the form, renewal and the timeline of a chain."""
