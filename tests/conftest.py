"""What every test can ask for."""

import os

from hypothesis import settings

# Before anything imports Qt: windows are drawn into memory, never on somebody's screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A busy machine is slow for seconds at a time: speed is measured in bench/, not by a test's clock.
settings.register_profile("parkdesk", deadline=None)
settings.load_profile("parkdesk")

pytest_plugins = [
    "tests.backends",
    "tests.guards",
    "tests.kept_prints",
    "tests.parks",
    "tests.old_parks",
    "tests.demo_park",
]
