using Autoschematic.Postgres.Server;
using Npgsql;

namespace Autoschematic.Postgres.Roles;

/// <summary>Reads roles.</summary>
internal static class RoleCatalog
{
    private const string Attributes = """
        select r.rolcanlogin, r.rolsuper, r.rolinherit, r.rolcreatedb, r.rolcreaterole, r.rolreplication, r.rolbypassrls, r.rolconnlimit,
               case when isfinite(r.rolvaliduntil) then to_char(r.rolvaliduntil at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') end,
               shobj_description(r.oid, 'pg_authid'),
               array(select unnest(s.setconfig) from pg_db_role_setting s where s.setrole = r.oid and s.setdatabase = 0)
        from pg_roles r where r.rolname = $1
        """;

    private const string Memberships = """
        select g.rolname::text, bool_or(m.admin_option)
        from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member
        where r.rolname = $1 group by 1 order by 1
        """;

    public static async Task<FoundRole?> FindAsync(NpgsqlConnection connection, string name, bool seesPasswords, CancellationToken cancellationToken)
    {
        if (await connection.RowsAsync(Attributes, Read, cancellationToken, name) is not [var role])
        {
            return null;
        }

        var groups = await connection.RowsAsync(Memberships, row => (Name: row.GetString(0), IsAdmin: row.GetBoolean(1)), cancellationToken, name);
        role = role with
        {
            MemberOf = groups.Select(group => group.Name).ToHashSet(StringComparer.Ordinal),
            AdminOf = groups.Where(group => group.IsAdmin).Select(group => group.Name).ToHashSet(StringComparer.Ordinal),
        };
        var hash = seesPasswords && role.SecretRef is not null
            ? await connection.ValueAsync<string>("select rolpassword from pg_authid where rolname = $1", cancellationToken, name)
            : null;
        return new(role, hash, seesPasswords);
    }

    private static Role Read(NpgsqlDataReader row)
    {
        var (comment, secret) = RoleComment.Parse(row.TextOrNull(9));
        return new()
        {
            Login = row.GetBoolean(0),
            Superuser = row.GetBoolean(1),
            Inherit = row.GetBoolean(2),
            CreateDatabase = row.GetBoolean(3),
            CreateRole = row.GetBoolean(4),
            Replication = row.GetBoolean(5),
            BypassRowSecurity = row.GetBoolean(6),
            ConnectionLimit = row.GetInt32(7) is >= 0 and var limit ? limit : null,
            ValidUntil = row.TextOrNull(8) is { } end ? $"{end.TrimEnd('0').TrimEnd('.')}Z" : null,
            SecretRef = secret,
            Settings = ServerSettingStatements.Parse(row.Texts(10)),
            Comment = comment,
        };
    }
}
