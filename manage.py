"""Django's command line for this project."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuratorate.settings")
    from django.core.management import execute_from_command_line

    import procuratorate.celery  # noqa: F401  the app must exist before tasks are registered

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
