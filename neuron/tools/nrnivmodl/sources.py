"""Which files are compiled: from words of the command line to texts, with what they include and define."""

import hashlib
import os
import re

from .problem import Problem

CODE_SUFFIXES = (".c", ".cpp", ".cc", ".cxx")

_comment = re.compile(rb"^\s*COMMENT\b.*?^\s*ENDCOMMENT\b|[:?][^\n]*", re.S | re.M)
_kinds = rb"\b(SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)\s+(\w+)"
_include = re.compile(rb'\bINCLUDE\s*"([^"\n]+)"')


class Source:
    """One file to compile."""

    def __init__(self, path, folder):
        self.path = path
        self.shown = os.path.relpath(path, folder) if os.path.isabs(path) else path
        self.stem, self.suffix = os.path.splitext(os.path.basename(path))
        self.absolute = os.path.join(folder, path)
        with open(self.absolute, "rb") as file:
            self.stamp = _stamp(os.fstat(file.fileno()))
            self.text = file.read()

    @property
    def is_mod(self):
        return self.suffix == ".mod"

    def changed(self):
        """Whether the file is not what it was when it was read."""
        try:
            return _stamp(os.stat(self.absolute)) != self.stamp
        except OSError:
            return True

    def mechanism(self):
        """The name that it gives to a mechanism, or None."""
        block = re.search(rb"\bNEURON\s*\{([^}]*)\}", _comment.sub(b" ", self.text))
        found = re.search(_kinds, block.group(1)) if block else None
        name = found.group(2).decode() if found else None
        return None if name == "nothing" else name

    def digest(self):
        """A hash of the text and of all that it includes."""
        total = hashlib.sha256(self.text)
        for path, text in self._included():
            total.update(os.fsencode(path) + b"\0" + text)
        return total.hexdigest()

    def has_user_code(self):
        """Whether C or C++ of its author's is in it."""
        texts = [self.text] + [text for _, text in self._included()]
        return not self.is_mod or any(b"VERBATIM" in text for text in texts)

    def _included(self):
        """[(path, text)] of the files that INCLUDE names, in comments too: one too many does no harm."""
        found = {}
        late = [self.text] if self.is_mod else []
        while late:
            for name in _include.findall(late.pop()):
                path = _find_included(os.fsdecode(name), os.path.dirname(self.absolute))
                if path is not None and path not in found:
                    with open(path, "rb") as file:
                        found[path] = file.read()
                    late.append(found[path])
        return sorted(found.items())


def _stamp(status):
    return status.st_mtime_ns, status.st_size, status.st_ino


def _find_included(name, folder):
    for place in [folder] + os.environ.get("MODL_INCLUDE", "").split(os.pathsep):
        path = os.path.join(place, name)
        if os.path.isfile(path):
            return path
    return None


def collect(items, folder):
    """The Sources that the words stand for, in a folder. Raises Problem."""
    paths = _paths(items, folder)
    sources, troubles, seen = [], [], set()
    for path in paths:
        real = os.path.realpath(os.path.join(folder, path))
        if real in seen:
            continue
        seen.add(real)
        try:
            sources.append(Source(path, folder))
        except OSError as error:
            troubles.append(f"{path} cannot be read: {error.strerror or error}")
    if troubles:
        raise Problem("\n".join(troubles))
    if not any(source.is_mod for source in sources):
        where = " ".join(items) if items else f"the current folder, {folder}"
        raise Problem(f"there are no .mod files in {where}: name the files, or the folder that holds them")
    _check_names(sources)
    return sources


def _paths(items, folder):
    if not items:
        return _mods_of(folder, "")
    paths, unknown = [], []
    for item in items:
        full = os.path.join(folder, item)
        if os.path.isdir(full):
            paths += _mods_of(full, item)
        elif item.endswith((".mod",) + CODE_SUFFIXES) and os.path.lexists(full):
            paths.append(item)
        elif os.path.lexists(full + ".mod"):
            paths.append(item + ".mod")
        else:
            unknown.append(item)
    if unknown:
        names = ", ".join(f'"{item}"' for item in unknown)
        raise Problem(f"{names}: no folder and no .mod file (with or without .mod) of that name in {folder}")
    return paths


def _mods_of(full, item):
    try:
        names = sorted(name for name in os.listdir(full) if name.endswith(".mod"))
    except OSError as error:
        raise Problem(f"the folder {full} cannot be read: {error.strerror}") from None
    return [os.path.join(item, name) for name in names]


def _check_names(sources):
    """Two files may not have one name, nor two mechanisms."""
    stems, names, troubles = {}, {}, []
    for source in sources:
        first = stems.setdefault(source.stem, source)
        if first is not source:
            troubles.append(f"{first.path} and {source.path} have the same name: rename one of the files")
        name = source.mechanism() if source.is_mod else None
        first = names.setdefault(name, source)
        if name is not None and first is not source and first.stem != source.stem:
            troubles.append(
                f"{first.path} and {source.path} both define {name}: leave one out, or give it another name"
            )
    if troubles:
        raise Problem("\n".join(troubles))


def check_shipped(sources, shipped):
    """No file defines what the simulator has already."""
    clashes = [source for source in sources if source.is_mod and source.mechanism() in shipped]
    if clashes:
        raise Problem(
            "\n".join(
                f"{source.path} defines {source.mechanism()}, which is the name of a mechanism that the "
                "simulator has: give it another name"
                for source in clashes
            )
        )
