"""What the pictures of the program show of the list of services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.gui.scene_steps import press, sought
from parkdesk.gui.service_codes.mapping_dialog import MappingDialog

if TYPE_CHECKING:
    from parkdesk.gui.admin.page import AdminPage
    from parkdesk.gui.service_codes.section import ServiceCodesSection


def show(page: AdminPage, what: str) -> None:
    """Show the section, or one of its dialogs."""
    page.show_section("service-codes")
    section: ServiceCodesSection = page.sections["service-codes"]  # type: ignore[assignment]
    if what == "mapping":
        older = sought(next((e for e in section.editions_known if e.size), None), "an edition")
        newer = section.editions_known[0]
        MappingDialog(section.runner, section, older, newer, section.shell.today).open()
    elif what:
        press(getattr(section, what))
