"""People who serve outside walls, and what is owed by property judgments: the procuratorate's own register."""
