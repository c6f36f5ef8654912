"""Runs the marimo notebook and prints what its cells defined as JSON."""

import importlib.util
import json
import sys

spec = importlib.util.spec_from_file_location("notebook", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
outputs, defs = module.app.run()

print(
    json.dumps(
        {
            "shown": sum(output is not None for output in outputs),
            "list": defs["choice"].value,
            "loads": len(defs["loads"]),
            "ever": defs["funnel"].entries_ever.astype(int).tolist(),
            "stages": len(defs["stages"]),
        }
    )
)
