"""`product`: started for the first test that needs it, stopped after the last.

PRODUCT=http://127.0.0.1:… takes one that is running already (the same database and VAR_DIR): for work on the tests.
"""

import os
from collections.abc import Iterator

import pytest

from tests.running.product import Product, attached, running


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """The whole product with the demonstration province; tests speak HTTP and commands to it."""
    if address := os.environ.get("PRODUCT"):
        yield attached(address)
        return
    with running() as started:
        yield started
