"""Every fault of a file is one that something can meet, and says so in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import layers
from layers.errors import FileFault, UsageFault
from layers.faults.features import FEATURE_FAULTS
from layers.faults.files import FILE_FAULTS
from layers.text import LANGUAGES

if TYPE_CHECKING:
    from layers.faults.table import Fault

SOURCES = sorted(Path(str(layers.__file__)).parent.rglob("*.py"))
CODE = "".join(path.read_text(encoding="utf-8") for path in SOURCES if path.parent.name != "faults")
# A detail may have a text for each language: {name[nb]}, {name[en]}.
IN_BOTH = dict.fromkeys(LANGUAGES, "x")


@pytest.mark.parametrize("fault", [*FILE_FAULTS, *FEATURE_FAULTS], ids=lambda fault: fault.code)
def test_the_fault_is_met_somewhere_and_has_its_fields_in_both_languages(fault: Fault) -> None:
    fields = [set(re.findall(r"{(\w+)", text)) for text in fault.text]
    assert f'"{fault.code}"' in CODE
    assert fields[0] == fields[1]
    assert all(fault.text.say(lang, **dict.fromkeys(fields[0], IN_BOTH)).endswith(".") for lang in LANGUAGES)
    if fault.kind == "file":
        assert "file" in fields[0]


def test_every_code_that_is_raised_is_in_the_table() -> None:
    raised = set(re.findall(r'(?:FileFault|UsageFault|Issue)\(\s*"([\w-]+)"', CODE))
    assert len(raised) > 30
    assert raised <= FileFault.table.keys()
    assert UsageFault.table is FileFault.table
