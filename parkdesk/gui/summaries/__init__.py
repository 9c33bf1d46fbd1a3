"""Reports (报表中心): the quarter's pack, its editions and the documents issued from them."""
