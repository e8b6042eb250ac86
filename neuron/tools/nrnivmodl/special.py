"""The program `special`: nrniv with the library beside it."""

import os
import shlex
import stat
import sys

_text = """\
#!/bin/sh
# nrniv with the mechanisms of this folder; made by nrnivmodl.
file=$(readlink -f "$0")
nrniv={nrniv}
if [ ! -x "$nrniv" ]; then
    echo "special: $nrniv is gone; run nrnivmodl again" >&2
    exit 1
fi
NRN_PYTHONEXE=${{NRN_PYTHONEXE:-{python}}}
export NRN_PYTHONEXE
exec "$nrniv" -dll "${{file%/*}}/libnrnmech.so" "$@"
"""


def write(folder, nrniv):
    """Writes `special` into a folder, unless it is there already. nrniv: the program's path."""
    path = os.path.join(folder, "special")
    text = _text.format(nrniv=shlex.quote(nrniv), python=_inside_quotes(sys.executable))
    if _content(path) == text:
        return
    temporary = path + ".new"
    with open(temporary, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)
    os.chmod(temporary, stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)
    os.replace(temporary, path)


def _content(path):
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return None


def _inside_quotes(text):
    return "'" + text.replace("'", "'\\''") + "'"
