"""Words for the trail: what each use-case is called, and each table.

The trail itself keeps the names of the program, which never change; people read these.
"""

from __future__ import annotations

from parkdesk.i18n import N_, tr

ACTIONS = {
    "add_kind": N_("Kind of certificate added"),
    "approve_claim": N_("Claim approved"),
    "change_contract": N_("Contract changed"),
    "change_enterprise_status": N_("Status of an enterprise changed"),
    "change_own_password": N_("Own password changed"),
    "create_account": N_("Account added"),
    "create_claim": N_("Claim begun"),
    "create_enterprise": N_("Enterprise registered"),
    "create_park": N_("Park set up"),
    "delete_certification": N_("Certificate deleted"),
    "delete_contract": N_("Contract deleted"),
    "delete_enterprise": N_("Enterprise deleted"),
    "delete_execution": N_("Execution deleted"),
    "delete_funding": N_("Grant deleted"),
    "delete_rate": N_("Exchange rate deleted"),
    "delete_return": N_("Return deleted"),
    "delete_service": N_("Service deleted"),
    "delete_view": N_("View deleted"),
    "edit_account": N_("Account changed"),
    "edit_appraisal_rule": N_("Appraisal rule changed"),
    "edit_certification": N_("Certificate edited"),
    "edit_contract": N_("Contract edited"),
    "edit_enterprise": N_("Enterprise edited"),
    "edit_execution": N_("Execution edited"),
    "edit_kind": N_("Kind of certificate changed"),
    "edit_own_kind": N_("Kind of certificate edited"),
    "edit_park": N_("Facts of the park changed"),
    "edit_service": N_("Service edited"),
    "end_contract": N_("Contract ended"),
    "enter_rate": N_("Exchange rate entered"),
    "freeze_quarter": N_("Quarter frozen"),
    "import_certifications": N_("Certificates imported"),
    "import_contracts": N_("Contracts imported"),
    "import_enterprises": N_("Enterprises imported"),
    "import_returns": N_("Returns imported"),
    "import_roster": N_("Roster imported"),
    "issue_quarterly": N_("Quarterly summary issued"),
    "make_demonstration_park": N_("Demonstration park made"),
    "note_backup": N_("Backup noted"),
    "open_programme": N_("Programme opened"),
    "pay_claim": N_("Claim paid"),
    "precheck_claim": N_("Claim pre-checked"),
    "record_check": N_("Register check recorded"),
    "record_execution": N_("Execution recorded"),
    "record_funding": N_("Grant recorded"),
    "record_service": N_("Service recorded"),
    "record_surveillance": N_("Surveillance recorded"),
    "register_certification": N_("Certificate registered"),
    "register_contract": N_("Contract registered"),
    "reject_claim": N_("Claim refused"),
    "rename_view": N_("View renamed"),
    "renew_certification": N_("Certificate renewed"),
    "renew_recovery_code": N_("Recovery code replaced"),
    "reopen_contract": N_("Contract reopened"),
    "resume_certification": N_("Certificate resumed"),
    "retire_kind": N_("Kind of certificate retired or offered again"),
    "return_claim": N_("Claim returned"),
    "reveal_enterprise_numbers": N_("Numbers of an enterprise shown"),
    "reveal_identity": N_("Identity number shown"),
    "save_materials": N_("Papers of a claim recorded"),
    "save_return": N_("Return entered"),
    "save_roster": N_("Roster saved"),
    "save_view": N_("View saved"),
    "set_default_view": N_("View to open with chosen"),
    "set_programme_budget": N_("Budget of a programme set"),
    "share_view": N_("View shared or taken back"),
    "sign_in": N_("Signed in"),
    "sign_in_os_account": N_("Signed in by the computer's account"),
    "submit_claim": N_("Claim handed in"),
    "suspend_certification": N_("Certificate suspended"),
    "update_view": N_("View changed"),
    "withdraw_certification": N_("Certificate withdrawn"),
}
"""By the use-case's name: every command has its words."""

TABLES = {
    "account": N_("account"),
    "appraisal_rule": N_("appraisal rule"),
    "certification": N_("certificate"),
    "certification_check": N_("register check"),
    "certification_funding": N_("grant for a certificate"),
    "certification_surveillance": N_("surveillance"),
    "certification_suspension": N_("suspension"),
    "certification_type": N_("kind of certificate"),
    "claim": N_("claim"),
    "claim_person": N_("person of a roster"),
    "claim_step": N_("step of a claim"),
    "contract": N_("contract"),
    "contract_change": N_("change of a contract"),
    "contract_execution": N_("execution"),
    "country": N_("country"),
    "default_view": N_("view that a list opens with"),
    "enterprise": N_("enterprise"),
    "enterprise_name": N_("former name"),
    "enterprise_status": N_("status of an enterprise"),
    "exchange_rate": N_("exchange rate"),
    "execution_window": N_("execution window"),
    "issued_document": N_("issued document"),
    "model_view": N_("model view"),
    "park": N_("park"),
    "platform_service": N_("platform service"),
    "programme": N_("programme"),
    "quarter_return": N_("quarterly return"),
    "reporting_day": N_("reporting day"),
    "role": N_("role"),
    "role_permission": N_("permission of a role"),
    "saved_view": N_("saved view"),
    "snapshot": N_("frozen quarter"),
    "trainee": N_("trainee"),
}
"""By the table's name."""


def action_text(action: str) -> str:
    """Return what a use-case is called; the plain name of one that an older program knew."""
    return tr(ACTIONS[action]) if action in ACTIONS else action


def table_text(table: str) -> str:
    """Return what a table is called; its plain name where it has no other."""
    return tr(TABLES[table]) if table in TABLES else table
