"""Sphinx's configuration for the documentation; docs/build runs it with the package installed."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "tools"))

from neuron import __version__  # noqa: E402

project = "NEURON"
author = "the authors of this project"
copyright = "2026, the authors of this project"
version = release = __version__

extensions = ["make_reference"]  # writes docs/reference/*.rst from the registry before the build
exclude_patterns = ["_build"]
default_role = "literal"
highlight_language = "python"
html_theme = "alabaster"
html_theme_options = {
    "description": "A NEURON-compatible simulator for every CPython",
    "fixed_sidebar": True,
    "page_width": "1100px",
}
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}
html_copy_source = False
maximum_signature_line_length = 120
toc_object_entries = False
