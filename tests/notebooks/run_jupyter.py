"""Runs the Jupyter notebook twice in one kernel, with a sync between, and prints what it showed as JSON.

Says "ready" when it has run once, and goes on when a line comes on standard input.
"""

import json
import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
client = NotebookClient(notebook, timeout=300, kernel_name="python3")
client.create_kernel_manager().transport = "ipc"

STATE = "import json; print(json.dumps({'list': LIST, 'loads': int(ask('SELECT count(*) AS n FROM _loads').n[0]), 'ever': funnel.entries_ever.astype(int).tolist(), 'entries': len(entries)}))"


notebook.cells.append(nbformat.v4.new_code_cell(STATE))


def run_all():
    shown = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            client.execute_cell(cell, index)
            shown += any(output.output_type in ("execute_result", "display_data") for output in cell.outputs)
    texts = [output.text for output in notebook.cells[-1].outputs if output.output_type == "stream"]
    return {"shown": shown, **json.loads("".join(texts))}


with client.setup_kernel():
    first = run_all()
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps({"first": first, "second": run_all()}), flush=True)
