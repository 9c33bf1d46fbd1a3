"""Public platforms (公共服务平台): the services of the four, and their totals."""
