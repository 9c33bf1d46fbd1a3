"""Alembic's entry point; `parkdesk.store.migrate` is what calls it.

It hands over the connection, and the metadata only when the schema is compared or a new migration
is written: an upgrade needs no code of the program.
"""

from alembic import context


def _render_item(kind: str, item: object, _autogen: object) -> str | bool:
    # A migration outlives the code it was written with: it names no type of ours.
    names = {"UtcDateTime": "sa.DateTime()", "EncryptedText": "sa.LargeBinary()"}
    return names.get(type(item).__name__, False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    render_item=_render_item,
    # True on SQLite too, because our engine sends BEGIN itself.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
