"""data/DICTIONARY.md, written from the schema: `python -m analysis.compare.dictionary_page`. A test keeps the file current."""

from pathlib import Path

from analysis.compare.dictionary import data_dictionary
from analysis.schema import TABLES

PAGE = Path(__file__).resolve().parents[2] / "data" / "DICTIONARY.md"
HEAD = """# 数据字典 Data dictionary

由 `analysis/schema.py` 生成,请勿手改。Made from `analysis/schema.py`; do not edit by hand.

快照(`data/snapshot`)只有数字,没有 texts、numbers、sentences 三张表。The snapshot has figures only: no texts, numbers or sentences.
"""


def dictionary_page() -> str:
    """The dictionary as Markdown, a table for each stored table."""
    rows = data_dictionary()
    parts = [HEAD]
    for table in TABLES:
        parts.append(f"\n## {table}\n\n| 列 column | 类型 type | 含义 | Meaning |\n| --- | --- | --- | --- |\n")
        for row in rows[rows["table"] == table].itertuples():
            parts.append(f"| {row.column} | {row.type} | {row.zh} | {row.en} |\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(dictionary_page(), encoding="utf-8")
