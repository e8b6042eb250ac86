"""nrnivmodl --report: what each block has become, and whether the compiler has vectorised it. No library is made.

Which loops over instances there are, and what in a block may keep them from being vectorised, is told by nmodl of the
code that it writes; whether they are, by the compiler that compiles this code with the flags of a library.
"""

import concurrent.futures
import json
import os
import re
import tempfile

from . import process
from .problem import Problem
from .toolchain import Toolchain

# The options with which a compiler tells of loops, and what it says: place, and bytes or numbers of a vector.
_gcc = ["-fopt-info-loop-vec-optimized-missed"]
_gcc_done = re.compile(r"^(.*?):(\d+):\d+: optimized: +loop vectorized using (\d+) byte vectors", re.M)
_gcc_moved = re.compile(r"^(.*?):(\d+):\d+: optimized: Loop \d+ distributed: split to 0 loops", re.M)
_gcc_missed = re.compile(
    r"^(.*?):(\d+):\d+: missed: +couldn't vectorize loop\n(?:.*?: missed: +not vectorized: (.*)$)?", re.M
)
_clang = ["-Rpass=loop-vectorize|loop-idiom", "-Rpass-missed=loop-vectorize"]
_clang_done = re.compile(r"^(.*?):(\d+):\d+: remark: vectorized loop \(vectorization width: (\d+)", re.M)
_clang_moved = re.compile(r"^(.*?):(\d+):\d+: remark: .*\bmem(?:set|cpy|move)\b", re.M)
_clang_missed = re.compile(r"^(.*?):(\d+):\d+: remark: loop not vectorized:? ?(.*?) \[-R", re.M)

_bytes_of_number = 8
_width = 34  # of the column with the names of blocks


class Loops:
    """What a compiler said of the loops of one file, by line. A loop that it does not mention is not there any more:
    nobody uses what it computes."""

    def __init__(self, said, name, is_clang):
        done, moved, missed = (
            (_clang_done, _clang_moved, _clang_missed) if is_clang else (_gcc_done, _gcc_moved, _gcc_missed)
        )
        scale = 1 if is_clang else _bytes_of_number
        self._widths, self._moved, self._missed = {}, {}, {}
        for file, line, size in done.findall(said):
            if os.path.basename(file) == name:
                self._widths.setdefault(int(line), []).append(int(size) // scale)
        for file, line in moved.findall(said):
            if os.path.basename(file) == name:
                self._moved[int(line)] = self._moved.get(int(line), 0) + 1
        for file, line, why in missed.findall(said):
            if os.path.basename(file) == name:
                self._missed.setdefault(int(line), why)

    def _widths_of(self, loop):
        """Compilers name the line of a loop, or that of its first statement, which is the next one."""
        return self._widths.get(loop[0], []) + self._widths.get(loop[0] + 1, [])

    def width(self, loop):
        """Numbers in a vector; 0 for a loop that is not vectorised."""
        return max(self._widths_of(loop), default=0)

    def counts(self, loop, versions):
        """(vectorised, made one call that sets or copies memory, neither) of the versions of a loop."""
        # Narrower vectors are for what is left over behind the loop.
        vectorised = min(self._widths_of(loop).count(self.width(loop)), versions)
        moved = min(self._moved.get(loop[0], 0) + self._moved.get(loop[0] + 1, 0), versions - vectorised)
        is_there = any(loop[0] <= line <= loop[1] for line in self._missed)
        return vectorised, moved, versions - vectorised - moved if is_there else 0

    def reason(self, loop):
        """What the compiler says of the loop, or of one inside it."""
        told = (why for line, why in sorted(self._missed.items()) if loop[0] <= line <= loop[1] and why)
        return next(told, "")


def report(arguments, sources, folder, show=print):
    """Shows what the blocks of all .mod files have become, as text or JSON. Raises Problem when files have errors."""
    toolchain = Toolchain(arguments)
    mods = [source for source in sources if source.is_mod]
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        running = [pool.submit(_file, toolchain, source, folder, work) for source in mods]
    files, failures = [], []
    for each in running:
        try:
            files.append(each.result())
        except Problem as problem:
            failures.append(str(problem))
    if failures:
        raise Problem("\n".join(failures))
    if arguments.report == "json":
        flags = " ".join(toolchain.compile_command("x.cpp", "x.o", None)[len(toolchain.compiler) :])
        compiler = {
            "command": " ".join(toolchain.compiler),
            "version": toolchain.version.split("\n")[0],
            "flags": flags,
        }
        show(json.dumps({"compiler": compiler, "files": files}, indent=2, ensure_ascii=False))
        return
    for each in files:
        show("\n".join(_lines(each)))


def _file(toolchain, source, folder, work):
    """{"file", "mechanism", "blocks"} of one file."""
    place = tempfile.mkdtemp(dir=work)
    code = os.path.join(place, source.stem + ".cpp")
    plan = os.path.join(place, "plan.json")
    command = toolchain.nmodl_command(source.shown, code)
    done = process.run(command[:1] + ["--report", plan] + command[1:], folder)
    if done.returncode != 0:
        raise Problem(process.text(done) or f"{source.shown}: {command[0]} {process.ending(done)}")
    is_clang = "clang" in toolchain.version
    options = _clang if is_clang else _gcc
    folders = [os.path.dirname(source.absolute), folder] if source.has_user_code() else None
    command = toolchain.compile_command(code, os.path.join(place, "object"), folders)
    done = process.run(command + options, place)
    if done.returncode != 0:
        raise Problem(f"{source.shown}: the compiler refused this file:\n{process.text(done)}")
    loops = Loops(process.text(done), os.path.basename(code), is_clang)
    with open(plan, encoding="utf-8", errors="replace") as file:
        told = json.load(file)
    blocks = [_block(block, loops) for block in told["blocks"]]
    return {"file": source.shown, "mechanism": told["mechanism"], "blocks": blocks}


def _block(block, loops):
    if block["kind"] != "loop":
        return {"block": block["block"], "kind": block["kind"]}
    places = block["loops"]
    counts = [loops.counts(place, block["versions"]) for place in places]
    vectorised, moved, others = (sum(column) for column in zip(*counts)) if counts else (0, 0, 0)
    result = {
        "block": block["block"],
        "kind": "loop",
        "vectorised": vectorised,
        "moved": moved,
        "not_vectorised": others,
        "lanes": max([loops.width(place) for place in places], default=0),
        "why_not": block["obstacles"] if others else [],
    }
    if others:
        told = [loops.reason(place) for place, count in zip(places, counts) if count[2]]
        result["compiler"] = next(filter(None, told), "")
    return result


_kinds = {
    "inlined": "part of the loops that call it",
    "called": "called for one instance at a time",
    "event": "runs for one instance at a time: an event is for one",
}


def _verdict(block):
    if block["kind"] != "loop":
        return _kinds[block["kind"]]
    done, others = block["vectorised"], block["not_vectorised"]
    if done == 0:
        return (
            "not vectorised" if others else "memory is set and copied" if block["moved"] else "nothing to do"
        )
    lanes = f"{block['lanes']} instances at a time"
    return f"{done} of {done + others} loops vectorised, {lanes}" if others else f"vectorised, {lanes}"


def _lines(file):
    result = [f"{file['file']}: {file['mechanism']}"]
    for block in file["blocks"]:
        result.append(f"  {block['block']:{_width}} {_verdict(block)}")
        for why in block.get("why_not", []):
            result.append(f"      {why['file']}:{why['line']}:{why['column']}: {why['message']}")
        if block.get("compiler") and not block["why_not"]:
            result.append(f"      the compiler says: {block['compiler']}")
    return result
