"""Pages of the documentation that show .mod files: a reader's steps, in a new process and a folder of its own."""

import os
import re
import textwrap

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DOCS = os.path.join(ROOT, "docs")
PAGES = ["nmodl.rst", "tutorial_first_mechanism.rst"]

pytestmark = pytest.mark.skipif(not os.path.isdir(DOCS), reason="the source tree with docs/ is needed")

FILE = re.compile(r"^\.\. code-block:: none\n   :caption: (\S+\.mod)\n\n((?:(?:   .*)?\n)+)", re.M)

EXAMPLES = """
import doctest, sys
failed, tried = doctest.testfile(%r, module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
sys.exit(failed or tried == 0)
"""


def read(page):
    with open(os.path.join(DOCS, page), encoding="utf-8") as stream:
        return stream.read()


def write_files(text, folder):
    """The .mod files of a page, where their captions say."""
    found = FILE.findall(text)
    for name, lines in found:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(lines))
    return [name for name, _ in found]


@pytest.mark.parametrize("page", PAGES)
def test_examples(workshop, page):
    assert write_files(read(page), workshop.folder)
    done = workshop.python(EXAMPLES % os.path.join(DOCS, page))
    assert done.status == 0, done.out + done.err


def test_no_page_is_forgotten():
    pages = [page for page in os.listdir(DOCS) if page.endswith(".rst")]
    assert sorted(page for page in pages if FILE.search(read(page))) == PAGES
