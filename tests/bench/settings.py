"""The product's settings, with the library it is compared with and the bare views beside it."""

from procuratorate.settings import *  # noqa: F403
from procuratorate.settings import ALLOWED_HOSTS, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "import_export", "tests.bench.rival"]
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
ROOT_URLCONF = "tests.bench.urls"
