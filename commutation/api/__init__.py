"""Doors of the API: lists, proposals, rulings, for the systems of the prison and of the procuratorate."""
