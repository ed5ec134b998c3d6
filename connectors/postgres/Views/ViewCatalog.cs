using Autoschematic.Postgres.Server;
using Npgsql;

namespace Autoschematic.Postgres.Views;

/// <summary>Reads views; what the search path shows is named without its schema.</summary>
internal static class ViewCatalog
{
    private const string Views = """
        select quote_ident(c.relname), pg_get_viewdef(c.oid, true), pg_get_userbyid(c.relowner)::text, quote_ident(pg_get_userbyid(c.relowner)),
               c.reloptions, obj_description(c.oid, 'pg_class')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relname = $2 and c.relkind = 'v'
        """;

    private const string Columns = """
        select quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), col_description(a.attrelid, a.attnum)
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relname = $2 and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    public static async Task<View?> FindAsync(NpgsqlConnection connection, string schema, string name, CancellationToken cancellationToken)
        => await connection.RowsAsync(Views, Read, cancellationToken, schema, name) is not [var view]
            ? null
            : view with
            {
                Columns = await connection.RowsAsync(
                    Columns, row => new ViewColumn(row.GetString(0), row.GetString(1), row.TextOrNull(2)), cancellationToken, schema, name),
            };

    private static View Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1))
    {
        Owner = row.GetString(2),
        QuotedOwner = row.GetString(3),
        Options = row.Texts(4),
        Comment = row.TextOrNull(5),
    };
}
