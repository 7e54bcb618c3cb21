"""Who may import whom: a file imports lower layers, or files of its own package."""

import ast
from pathlib import Path

from tests.conftest import ROOT

# Lowest first. A name stands for the module or package analysis.<name>; pages and app stand above all of analysis.
LAYERS = [
    {"source_map", "schema", "fingerprints", "simplified"},
    {"model"},
    {"lexicon"},
    {"readers"},
    {"corpus", "extract", "terms"},
    {"checks", "corrections", "rows", "store"},
    {"neighbours"},
    {"pipeline"},
    {"demo", "sanity", "snapshot", "panel", "compare"},
    {"review"},
    {"__main__", "arguments", "corpora", "uploads"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def analysis_files() -> list[Path]:
    return sorted((ROOT / "analysis").rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "analysis").parts[0].removesuffix(".py")


def test_every_module_has_a_layer() -> None:
    assert {part_of(path) for path in analysis_files()} - {"__init__"} <= set(RANK)


def test_no_module_imports_a_higher_layer() -> None:
    wrong = []
    for path in analysis_files():
        own = part_of(path)
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "analysis" or len(parts) < 2 or parts[1] not in RANK or own == "__init__":
                continue
            if parts[1] != own and RANK[parts[1]] > RANK[own]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_analysis_knows_no_streamlit_and_no_pages() -> None:
    for path in analysis_files():
        assert not {name.split(".")[0] for name in imports(path)} & {"streamlit", "pages", "app"}, path
