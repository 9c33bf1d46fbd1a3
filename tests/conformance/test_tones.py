"""One state has one tone: a chip says the same on every page."""

import ast
from collections import defaultdict
from pathlib import Path

GUI = Path(__file__).parents[2] / "parkdesk" / "gui"


def tables_of_tones():
    """Yield (enumeration, module) of each dictionary from an enumeration's members to tones."""
    for file in sorted(GUI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Dict) and node.keys):
                continue
            toned = all(
                isinstance(key, ast.Attribute)
                and isinstance(value, ast.Attribute)
                and isinstance(value.value, ast.Name)
                and value.value.id == "Tone"
                for key, value in zip(node.keys, node.values, strict=True)
            )
            if toned:
                yield ast.unparse(node.keys[0].value), file.relative_to(GUI).as_posix()


def test_the_tones_of_a_state_stand_in_one_table():
    places = defaultdict(list)
    for enumeration, module in tables_of_tones():
        places[enumeration].append(module)
    assert places["ContractState"] == ["contracts/words.py"]
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
