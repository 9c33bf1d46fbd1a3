"""What every test can ask for."""

import os

# Before anything imports Qt: windows are drawn into memory, never on somebody's screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

pytest_plugins = [
    "tests.backends",
    "tests.guards",
    "tests.kept_prints",
    "tests.parks",
    "tests.old_parks",
    "tests.demo_park",
]
