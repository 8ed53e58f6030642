"""Validates every lexicon under a folder against the schemas beside them."""

import json
import pathlib
import sys
import tomllib

import jsonschema

lexicons = pathlib.Path(sys.argv[1])
validators = {}
for name in ("lexicon", "waarde"):
    schema = json.loads((lexicons / "schema" / f"{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validators[name] = jsonschema.Draft202012Validator(schema)

count = 0
faults = []
for file in sorted(lexicons.rglob("*.toml")):
    validator = validators["lexicon" if file.name == "lexicon.toml" else "waarde"]
    data = tomllib.loads(file.read_text())
    faults += [f"{file}: {error.json_path}: {error.message}" for error in validator.iter_errors(data)]
    count += 1
if faults or not count:
    sys.exit("\n".join(faults) or "no lexicons")
print(f"valid: {count}")
