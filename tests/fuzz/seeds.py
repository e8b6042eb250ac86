"""First inputs of a fuzzer: the programs of tests/lang, and what earlier runs kept in corpus/NAME.json.

python seeds.py hoc FOLDER           writes them, one file each
python seeds.py hoc FOLDER --keep    the other way: what FOLDER has beyond tests/lang goes to corpus/hoc.json
"""

import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lang"))

import hoccases  # noqa: E402

LONGEST = 4000  # bytes; longer programs only slow a fuzzer down
KEPT = 400  # bytes; of longer inputs only the first finder profits


def programs():
    for case in hoccases.all_cases():
        program = re.sub(rb"(?m)^\s*// .*\n", b"", case.program)
        if program.strip() and len(program) < LONGEST:
            yield program


def write(folder, inputs):
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def main(name, folder, *flags):
    corpus, folder = HERE / "corpus" / (name + ".json"), pathlib.Path(folder)
    known = set(programs()) if name != "class" else {bytes(range(64)), bytes(range(64, 192))}
    if "--keep" in flags:
        found = {path.read_bytes() for path in folder.iterdir()} - known
        texts = sorted(data.decode("latin-1") for data in found if len(data) <= KEPT)
        corpus.parent.mkdir(exist_ok=True)
        corpus.write_text(json.dumps(texts, indent=0) + "\n", encoding="ascii")
        print("%d inputs in %s" % (len(texts), corpus))
    else:
        kept = json.loads(corpus.read_text(encoding="ascii")) if corpus.exists() else []
        write(folder, known | {text.encode("latin-1") for text in kept})


main(*sys.argv[1:])
