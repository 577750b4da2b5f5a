#!/usr/bin/env python3
"""Counts the shape of the Rust source: how dense its functions are and how much of the page they use.

    python3 benches/shape.py [FOLDER] [--rooms | --files]     FOLDER: src
    python3 benches/shape.py --at REVISION                    src of that revision, beside today's

Product code is every .rs file of FOLDER, without files named `*tests.rs` or `fixtures.rs` and without items under
`#[cfg(test)]`. What is counted, by the syntax tree of tree-sitter-rust:

tokens of a function   leaves of a `fn` item with its signature and body, comments not counted, a literal being one;
                       a comma before a closing bracket is layout and not counted. Closures count for the function
                       around them. Median and ninetieth percentile over all functions.
comments               plain comments (not `///`, `//!`) inside bodies, one a line, per 100 functions
blank                  share of blank lines among the lines between a body's braces
named closures         `let name = |…| …`, per 1,000 lines of product code, comments and blank lines included
tuple lets             `let (a, b) = (…, …)`: two bindings in one statement
code tokens            leaves of all product code, counted as for functions

953ad62 gives 88/253 tokens, 7.1 comments, 0.0 % blank, 10.7 closures, 314 tuples.
Needs the wheels tree-sitter 0.26 and tree-sitter-rust 0.24; installs them into target/shape the first time.
"""
import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WHEELS = ("tree-sitter==0.26.1", "tree-sitter-rust==0.24.2")


def parser():
    folder = ROOT / "target" / "shape"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--root-user-action", "ignore", "--target", str(folder), *WHEELS], check=True)
    sys.path.insert(0, str(folder))
    import tree_sitter
    import tree_sitter_rust

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))


COMMENTS = ("line_comment", "block_comment")
LITERALS = ("string_literal", "raw_string_literal", "char_literal")
CLOSING = (")", "]", "}", ">")


def product(node):
    """The children of `node` without what is compiled for tests alone."""
    attributes = []
    for child in node.children:
        if child.type == "attribute_item":
            attributes.append(child.text)
            yield child
        elif child.type in COMMENTS:
            yield child
        else:
            if not any(b"cfg(test" in text for text in attributes):
                yield child
            attributes = []


def test_lines(node):
    """Lines of the children of `node` that `product` leaves out."""
    kept = {child.id for child in product(node)}
    return sum(c.end_point[0] - c.start_point[0] + 1 for c in node.children if c.id not in kept)


def nodes(node):
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(product(node))


def tokens(node):
    if node.type in COMMENTS:
        return 0
    if node.type in LITERALS or not node.children:
        return 1
    children = list(product(node))
    last_comma = any(c.type == "," and after.type in CLOSING for c, after in zip(children, children[1:]))
    return sum(map(tokens, children)) - last_comma


class Shape:
    def __init__(self):
        self.functions = []
        self.counts = collections.Counter()

    def add(self, source, tree):
        counts = self.counts
        counts["lines"] += source.count(b"\n") - test_lines(tree.root_node)
        counts["tokens"] += tokens(tree.root_node)
        lines = source.split(b"\n")
        for node in nodes(tree.root_node):
            if node.type == "function_item":
                self.add_function(node, lines)
            elif node.type == "let_declaration":
                value, pattern = (node.child_by_field_name(name) for name in ("value", "pattern"))
                if value is not None:
                    counts["closures"] += value.type == "closure_expression"
                    counts["tuples"] += pattern.type == "tuple_pattern" and value.type == "tuple_expression"

    def add_function(self, node, lines):
        self.functions.append(tokens(node))
        body = node.child_by_field_name("body")
        inside = lines[body.start_point[0] + 1 : body.end_point[0]]
        self.counts["body"] += len(inside)
        self.counts["blank"] += sum(not line.strip() for line in inside)
        self.counts["comments"] += sum(
            n.type in COMMENTS and not n.text.startswith((b"///", b"//!")) for n in nodes(body)
        )

    def row(self):
        c, functions = self.counts, sorted(self.functions) or [0]
        return (
            f"{len(self.functions):5} fns  tokens {functions[len(functions) // 2]:3}/{functions[len(functions) * 9 // 10]:3}"
            f"  comments {100 * c['comments'] / len(functions):5.1f}  blank {100 * c['blank'] / max(c['body'], 1):4.1f} %"
            f"  closures {1000 * c['closures'] / max(c['lines'], 1):4.1f} ({c['closures']})  tuples {c['tuples']:3}"
            f"  code {c['tokens']:6} tokens, {c['lines']:5} lines"
        )


def measure(folder, key):
    parse, shapes = parser().parse, collections.defaultdict(Shape)
    for path in sorted(folder.rglob("*.rs")):
        if not path.stem.endswith("tests") and path.stem != "fixtures":
            source = path.read_bytes()
            shapes[key(path.relative_to(folder))].add(source, parse(source))
    return shapes


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folder", nargs="?", type=pathlib.Path, default=ROOT / "src")
    arguments.add_argument("--rooms", action="store_true", help="one row for each folder of src")
    arguments.add_argument("--files", action="store_true", help="one row for each file")
    arguments.add_argument("--at", metavar="REVISION", help="first the source of this revision of the repository")
    options = arguments.parse_args()
    if options.at:
        with tempfile.TemporaryDirectory() as folder:
            archive = subprocess.run(
                ["git", "-C", str(ROOT), "archive", options.at, "src"], check=True, stdout=subprocess.PIPE
            )
            subprocess.run(["tar", "x", "-C", folder], check=True, input=archive.stdout)
            for shape in measure(pathlib.Path(folder) / "src", lambda path: "").values():
                print(f"{options.at:24}", shape.row())
    key = (lambda path: str(path)) if options.files else (lambda path: path.parts[0].removesuffix(".rs"))
    if options.rooms or options.files:
        for name, shape in measure(options.folder, key).items():
            print(f"{name:24}", shape.row())
    for shape in measure(options.folder, lambda path: "").values():
        print(f"{'all':24}", shape.row())


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.exit(0)
