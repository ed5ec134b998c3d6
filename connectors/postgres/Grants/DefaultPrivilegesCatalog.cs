using Autoschematic.Postgres.Server;
using Npgsql;

namespace Autoschematic.Postgres.Grants;

/// <summary>Reads default privileges.</summary>
internal static class DefaultPrivilegesCatalog
{
    // In a schema they only add; for the whole database they stand instead of what PostgreSQL itself gives.
    private const string Entries = """
        with rows as (
            select d.* from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
            where pg_get_userbyid(d.defaclrole) = $1 and coalesce(n.nspname::text, '') = $2
        ), entries as (
            select 'now' as source, r.defaclobjtype, r.defaclrole, r.defaclacl as acl from rows r
            union all
            select 'builtin', r.defaclobjtype, r.defaclrole,
                   acldefault(case r.defaclobjtype when 'S' then 's'::"char" else r.defaclobjtype end, r.defaclrole)
            from rows r where r.defaclnamespace = 0
        )
        select e.source, e.defaclobjtype::text, case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end,
               g.privilege_type, g.is_grantable
        from entries e, aclexplode(e.acl) g
        """;

    /// <summary>Schemas, or `""` for the whole database, and the roles that have default privileges there.</summary>
    public static Task<List<(string Schema, string Role)>> PlacesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => connection.RowsAsync(
            """
            select distinct coalesce(n.nspname::text, ''), pg_get_userbyid(d.defaclrole)::text
            from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace order by 1, 2
            """,
            row => (row.GetString(0), row.GetString(1)),
            cancellationToken);

    public static async Task<(HashSet<DefaultGrant> Given, HashSet<DefaultGrant> Taken)> FindAsync(
        NpgsqlConnection connection, string role, string? schema, CancellationToken cancellationToken)
    {
        var rows = await connection.RowsAsync(
            Entries,
            row => (IsNow: row.GetString(0) == "now", Grant: Read(row)),
            cancellationToken,
            role,
            schema ?? "");
        var now = rows.Where(row => row.IsNow).Select(row => row.Grant).OfType<DefaultGrant>().ToHashSet();
        var builtin = rows.Where(row => !row.IsNow).Select(row => row.Grant).OfType<DefaultGrant>().ToHashSet();
        return (now.Except(builtin).ToHashSet(), builtin.Except(now).ToHashSet());
    }

    private static DefaultGrant? Read(NpgsqlDataReader row)
        => KindOf(row.GetString(1)) is { } kind && Enum.TryParse<Privilege>(row.GetString(3), ignoreCase: true, out var privilege)
            ? new(kind, row.GetString(2), privilege, row.GetBoolean(4))
            : null;

    private static GrantKind? KindOf(string type)
        => type switch
        {
            "r" => GrantKind.Table,
            "S" => GrantKind.Sequence,
            "f" => GrantKind.Function,
            "T" => GrantKind.Type,
            "n" => GrantKind.Schema,
            _ => null,
        };
}
