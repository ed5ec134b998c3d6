using System.ComponentModel;

namespace Autoschematic.Postgres.Grants;

[Description("What is allowed; which of them there are depends on the kind of object.")]
internal enum Privilege
{
    [Description("Read a table, a column or a sequence.")]
    Select,

    [Description("Add rows.")]
    Insert,

    [Description("Change rows, or set a sequence.")]
    Update,

    [Description("Delete rows.")]
    Delete,

    [Description("Empty a table.")]
    Truncate,

    [Description("Refer to a table or a column by a foreign key.")]
    References,

    [Description("Create triggers on a table.")]
    Trigger,

    [Description("Vacuum, analyze and the like; from PostgreSQL 17 on.")]
    Maintain,

    [Description("Look up what is in a schema, use a sequence or a type.")]
    Usage,

    [Description("Create things in a schema, or schemas in a database.")]
    Create,

    [Description("Connect to a database.")]
    Connect,

    [Description("Create temporary tables in a database.")]
    Temporary,

    [Description("Call a function or a procedure.")]
    Execute,
}
