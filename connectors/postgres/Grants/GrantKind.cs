namespace Autoschematic.Postgres.Grants;

/// <summary>What privileges are given on.</summary>
internal enum GrantKind
{
    Database,
    Schema,
    Table,
    Column,
    Sequence,
    Function,
    Type,
}
