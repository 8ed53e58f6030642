"""Counts which of three files with unknown keys and names the schema refuses."""

import json
import pathlib
import sys
import tomllib

import jsonschema

lexicons, broken = map(pathlib.Path, sys.argv[1:])
schema = json.loads((lexicons / "schema" / "waarde.schema.json").read_text())
validator = jsonschema.Draft202012Validator(schema)
files = ["keys/vertrouwen.toml", "keys/veiligheid.toml", "scope/zelfregie.toml"]
refused = [file for file in files if not validator.is_valid(tomllib.loads((broken / file).read_text()))]
print(f"refused: {len(refused)}")
