"""Reads published files as their users would, by the manifest: python read_files.py FOLDER. Prints rows, sum of ids and columns per table."""

import json
import sys
from pathlib import Path

import pandas
import pyarrow.dataset

READERS = {
    "parquet": pandas.read_parquet,
    "csv": lambda path: pandas.read_csv(path, na_values=["NULL"], keep_default_na=False),
    "jsonl": lambda path: pandas.read_json(path, lines=True),
}


def frame_of(folder: Path, manifest: dict, table: str) -> pandas.DataFrame:
    read = READERS[manifest["fileFormat"]]
    return pandas.concat([read(folder / name) for name in manifest["files"][table]], ignore_index=True)


def main(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    found = {}
    for table in ("companies", "list_entries", "field_values"):
        frame = frame_of(folder, manifest, table)
        id_column = "entity_id" if table == "field_values" else "id"
        found[table] = {"rows": len(frame), "ids": int(frame[id_column].sum()), "columns": list(frame.columns)}
    if manifest["fileFormat"] == "parquet":
        files = [str(folder / name) for name in manifest["files"]["companies"]]
        found["companies"]["arrow_types"] = [str(field.type) for field in pyarrow.dataset.dataset(files).schema]
    print(json.dumps(found))


main(Path(sys.argv[1]))
