#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the arrows between the layers, and the house's numbers, in every tracked C++ file.

    scripts/layers.py               prints what is wrong, and fails if anything is
    scripts/layers.py --self-test   plants one of each mistake and expects to find it

The tables below are the rules of ARCHITECTURE.md: who may include whom, and what a layer never
contains. On Debian every system header is visible to every target, so the build cannot hold them.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

# Which layers a layer may include, besides itself. Tests include everything; nobody includes tests.
ARROWS = {
    "engine/reactor": set(),
    "engine": set(),
    "proto": {"engine"},
    "storage": {"proto", "engine", "engine/reactor"},
    "gateway": {"storage", "proto", "engine", "engine/reactor"},
    "tests": {"gateway", "storage", "proto", "engine", "engine/reactor"},
}

# Inside the engine, an include goes to a lower rank. Its folders have a rank of their own, above
# the words and below what joins them, and never see each other.
WORDS = {
    "check": 0, "column_store": 1, "types": 1, "columns": 2, "reject": 2, "terms": 2, "symbol": 2,
    "saved_bytes": 2, "market_rules": 2, "order_command": 3, "order_event": 3, "special_command": 4, "special_event": 4,
    "admin_command": 4, "admin_event": 4, "command": 5, "event": 5, "record": 6,
}
FOLDER_RANK = 7
JOINING_RANK = 8

THREADS = {"thread", "mutex", "shared_mutex", "atomic", "condition_variable", "future", "semaphore",
           "latch", "barrier", "stop_token", "pthread.h"}
INPUT_AND_OUTPUT = {"fstream", "iostream", "istream", "ostream", "iomanip", "filesystem", "print",
                    "syncstream", "cstdio", "stdio.h"}
SURPRISES = {"chrono", "ctime", "time.h", "random", "locale", "cmath"}

# What a layer never contains: standard headers by name.
BANNED = {
    "engine/reactor": INPUT_AND_OUTPUT | SURPRISES - {"chrono"} | THREADS,
    "engine": INPUT_AND_OUTPUT | SURPRISES | THREADS,
    "proto": INPUT_AND_OUTPUT | SURPRISES | THREADS,
    "storage": set(),
    "gateway": THREADS,
    "tests": set(),
}

CONTAINERS = ("boost/unordered/", "boost/intrusive/", "boost/container/")

# Other people's headers that a layer may use, by prefix; None: all of them.
LIBRARIES = {
    "engine/reactor": (),
    "engine": CONTAINERS,
    "proto": (*CONTAINERS, "google/protobuf/"),
    "storage": (*CONTAINERS, "rocksdb/", "openssl/", "sodium", "nats/", "fcntl.h", "unistd.h", "sys/"),
    "gateway": None,
    "tests": None,
}

# The few files where a banned header is the point.
EXCEPTIONS = {
    "engine/check.cpp": {"cstdio"},
    "engine/market/growing_array.hpp": {"sys/mman.h"},
    "engine/reactor/require.hpp": {"cstdio"},
    "engine/reactor/ready_queue.cpp": {"cstdio"},
    "engine/reactor/spsc_ring.hpp": THREADS,
    "engine/reactor/stage.hpp": THREADS,
    "engine/reactor/call_stage.hpp": THREADS,
    "engine/reactor/call_stage.cpp": THREADS,
    "engine/reactor/mailbox.hpp": THREADS,
    "engine/reactor/mailbox.cpp": THREADS,
}

COLUMNS_MAX = 100
LINES_MAX = 400
EMPTY_WORDS = {"util", "utils", "common", "misc", "helper", "helpers", "manager", "handler"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)
PUBLIC_HEADERS = re.compile(r"FILE_SET\s+HEADERS\b[^)]*?\bFILES\b([^)]*)\)")


def layer_of(path):
    """The layer of a file or of an include from the root; None for what is not ours."""
    if path.startswith("engine/reactor/"):
        return "engine/reactor"
    top = path.split("/", 1)[0]
    return top if "/" in path and top in ARROWS else None


def engine_place(path):
    """Rank and folder of a file of the engine."""
    parts = path.split("/")
    if len(parts) > 2:
        return FOLDER_RANK, parts[1]
    return WORDS.get(parts[1].rsplit(".", 1)[0], JOINING_RANK), None


def wrong_arrow(source, target):
    """What is wrong with `source` including `target`, both of ours; None when nothing is."""
    here, there = layer_of(source), layer_of(target)
    if here != there:
        return None if there in ARROWS[here] else f"{here} may not include {there}"
    if here != "engine":
        return None
    (rank, folder), (other_rank, other_folder) = engine_place(source), engine_place(target)
    if folder and other_folder and folder != other_folder:
        return f"engine/{folder} may not see engine/{other_folder}"
    same = pathlib.PurePosixPath(source).with_suffix("") == pathlib.PurePosixPath(target).with_suffix("")
    within = rank == other_rank and (folder or rank == JOINING_RANK)
    return None if same or within or other_rank < rank else "the arrow points outwards"


def wrong_library(source, header):
    here = layer_of(source)
    if header in EXCEPTIONS.get(source, ()):
        return None
    if header in BANNED[here]:
        return f"{here} never contains <{header}>"
    is_standard = "/" not in header and not header.endswith((".h", ".hpp"))
    if is_standard or LIBRARIES[here] is None or header.startswith(LIBRARIES[here]):
        return None
    return f"{here} may not use <{header}>"


def is_oracle(path):
    return path.startswith("tests/engine/") and re.search(r"naive|oracle", path) is not None


def include_faults(path, lines, public):
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        quoted, header = found[1] == '"', found[2]
        if layer_of(header) is None:
            fault = "includes go from the root" if quoted else wrong_library(path, header)
        elif is_oracle(path) and re.match(r"engine/(market|ledger|issuer|accounts)/", header):
            fault = "an oracle shares nothing with what it judges"
        else:
            fault = wrong_arrow(path, header)
            is_foreign = layer_of(path) not in (layer_of(header), "tests")
            if not fault and is_foreign and header not in public and not header.endswith(".pb.h"):
                fault = f"{header} is in no FILE_SET HEADERS: it is internal"
        if fault:
            yield number, fault


def text_faults(path, text, lines):
    if not lines or lines[0] != "// SPDX-License-Identifier: Apache-2.0":
        yield 1, "the first line names the licence"
    if path.endswith(".hpp") and "#pragma once" not in lines:
        yield 1, "a header says #pragma once"
    if len(lines) > LINES_MAX:
        yield len(lines), f"more than {LINES_MAX} lines: split it by concept"
    if EMPTY_WORDS & set(pathlib.PurePosixPath(path).stem.split("_")):
        yield 1, "the file's name says nothing"
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS_MAX:
            yield number, f"more than {COLUMNS_MAX} columns"
        if re.search(r"\b(TODO|FIXME|XXX)\b", line):
            yield number, "what is not done is an issue, not a comment"
    if layer_of(path) == "engine":
        # As many lines as before, so that the numbers hold.
        code = COMMENT_OR_STRING.sub(lambda match: "\n" * match[0].count("\n"), text)
        for number, line in enumerate(code.split("\n"), 1):
            if re.search(r"\b(double|float)\b", line):
                yield number, "numbers of the engine are whole"


def public_headers(root, cmake_files):
    """Every header in some FILE_SET HEADERS, from the root."""
    public = set()
    for cmake in cmake_files:
        folder = pathlib.PurePosixPath(cmake).parent
        for files in PUBLIC_HEADERS.findall((root / cmake).read_text()):
            public |= {str(folder / name) for name in files.split()}
    return public


def faults(root, files):
    """`path:line: what is wrong`, for the C++ files among `files`."""
    public = public_headers(root, [path for path in files if path.endswith("CMakeLists.txt")])
    for path in sorted(files):
        if not path.endswith((".hpp", ".cpp")) or layer_of(path) is None:
            continue
        text = (root / path).read_text()
        lines = text.splitlines()
        found = [*include_faults(path, lines, public), *text_faults(path, text, lines)]
        yield from (f"{path}:{number}: {fault}" for number, fault in found)


def tracked_files(root):
    if not (root / ".git").exists():
        return [path.relative_to(root).as_posix() for layer in ARROWS
                for path in (root / layer).rglob("*") if path.is_file()]
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], check=True, capture_output=True)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [name for name in names if (root / name).exists()]


# One mistake each, and a word of its report.
PLANTED = {
    "engine/reads_disk.cpp": ('#include "storage/journal.hpp"', "may not include storage"),
    "engine/waits.cpp": ("#include <thread>", "<thread>"),
    "engine/types.hpp": ('#pragma once\n#include "engine/event.hpp"', "outwards"),
    "engine/market/owes.cpp": ('#include "engine/ledger/ledger.hpp"', "engine/ledger"),
    "engine/resumes.cpp": ('#include "engine/reactor/deferred.hpp"', "engine/reactor"),
    "engine/rate.cpp": ("double rate();", "whole"),
    "engine/speaks.cpp": ("#include <boost/asio/io_context.hpp>", "may not use"),
    "engine/reactor/trades.cpp": ('#include "engine/types.hpp"', "may not include engine"),
    "proto/decides.cpp": ('#include "gateway/inbox.hpp"', "may not include gateway"),
    "storage/serves.cpp": ("#include <boost/beast/core.hpp>", "may not use"),
    "gateway/peeks.cpp": ('#include "engine/market/order_book.hpp"', "internal"),
    "gateway/next_door.cpp": ('#include "inbox.hpp"', "from the root"),
    "gateway/tested.cpp": ('#include "tests/fake.hpp"', "may not include tests"),
    "tests/engine/naive_book.cpp": ('#include "engine/market/order_book.hpp"', "oracle"),
    "gateway/string_utils.cpp": ("", "says nothing"),
    "storage/wide.cpp": ("// " + "x" * COLUMNS_MAX, "columns"),
    "storage/long.cpp": ("\n" * LINES_MAX, "lines"),
    "storage/later.cpp": ("// TO" "DO", "issue"),
    "storage/twice.hpp": ("", "#pragma once"),
}
SOUND = {
    "engine/CMakeLists.txt": "target_sources(engine PUBLIC FILE_SET HEADERS FILES exchange.hpp)",
    "engine/exchange.cpp": '#include "engine/market/order_book.hpp"  // no double here: "float"',
    "gateway/serve.cpp": '#include "engine/exchange.hpp"\n#include <boost/asio/io_context.hpp>',
}


def self_test():
    licence = "// SPDX-License-Identifier: Apache-2.0\n"
    with tempfile.TemporaryDirectory() as place:
        root = pathlib.Path(place)
        files = {path: body for path, (body, _) in PLANTED.items()} | SOUND
        for path, body in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(licence + body + "\n")
        found = list(faults(root, list(files)))
    missed = [path for path, (_, word) in PLANTED.items()
              if not any(fault.startswith(path) and word in fault for fault in found)]
    false_alarms = [fault for fault in found if fault.split(":")[0] in SOUND]
    for fault in [f"not found: {path}" for path in missed] + false_alarms:
        print(fault)
    return 1 if missed or false_alarms else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    root = pathlib.Path(__file__).resolve().parent.parent
    found = list(faults(root, tracked_files(root)))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
