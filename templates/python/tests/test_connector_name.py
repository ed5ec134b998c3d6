"""The laws of connectors, one test each."""

import pytest


# With `live=True` notes whose names begin with `lawcheck` are created, changed and deleted, too.
@pytest.mark.connector_laws("connector-name", live=True)
def test_keeps_the_law(law):
    law.check()
