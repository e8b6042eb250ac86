"""The documentation builds without a warning; its reference comes from the registry of the installed package."""

import sys

import pytest


@pytest.mark.slow
def test_documentation(tools):
    pytest.importorskip("sphinx")
    tools.run(["bash", tools.root / "docs" / "build", sys.executable], cwd=str(tools.cache))
