"""The table and the resource django-import-export fills from the same sheet."""
