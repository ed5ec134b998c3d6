using Autoschematic.Postgres.Server;
using Npgsql;

namespace Autoschematic.Postgres.Grants;

/// <summary>Reads privileges; those of owners and on what belongs to extensions are left out.</summary>
internal static class GrantCatalog
{
    private const string SchemaGrants = """
        with place as (select oid, nspowner, nspacl from pg_namespace where nspname = $1),
        entries(kind, name, part, owner, acl) as (
            select 'schema', '', null::text, nspowner, coalesce(nspacl, acldefault('n', nspowner)) from place
            union all
            select case c.relkind when 'S' then 'sequence' else 'table' end, c.relname::text, null, c.relowner,
                   coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))
            from pg_class c join place on place.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
              and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
            union all
            select 'column', c.relname::text, a.attname::text, c.relowner, a.attacl
            from pg_attribute a join pg_class c on c.oid = a.attrelid join place on place.oid = c.relnamespace
            where a.attacl is not null and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
            union all
            select 'function', p.proname || '(' || oidvectortypes(p.proargtypes) || ')', null, p.proowner,
                   coalesce(p.proacl, acldefault('f', p.proowner))
            from pg_proc p join place on place.oid = p.pronamespace
            where not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
        ), grants as (
            select e.kind, e.name, e.part, case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end as role,
                   g.privilege_type, bool_or(g.is_grantable) as grantable
            from entries e, aclexplode(e.acl) g where g.grantee <> e.owner
            group by 1, 2, 3, 4, 5
        )
        """;

    private const string DatabaseGrants = """
        with grants as (
            select 'database' as kind, '' as name, null::text as part,
                   case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end as role,
                   g.privilege_type, bool_or(g.is_grantable) as grantable
            from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
            where d.datname = $1 and g.grantee <> d.datdba
            group by 1, 2, 3, 4, 5
        )
        """;

    /// <summary>Roles with privileges in a schema, or on a database.</summary>
    public static Task<List<string>> RolesAsync(NpgsqlConnection connection, GrantPlace place, CancellationToken cancellationToken)
        => connection.RowsAsync(
            $"{Grants(place)} select distinct role from grants order by 1", row => row.GetString(0), cancellationToken, place.Name);

    /// <summary>The privileges of a role.</summary>
    public static async Task<HashSet<Grant>> OfRoleAsync(NpgsqlConnection connection, GrantPlace place, string role, CancellationToken cancellationToken)
        => (await connection.RowsAsync(
                $"{Grants(place)} select kind, name, part, privilege_type, grantable from grants where role = $2", Read, cancellationToken, place.Name, role))
            .OfType<Grant>()
            .ToHashSet();

    private static string Grants(GrantPlace place) => place.IsSchema ? SchemaGrants : DatabaseGrants;

    private static Grant? Read(NpgsqlDataReader row)
        => Grant.TryParse(Enum.Parse<GrantKind>(row.GetString(0), ignoreCase: true), row.GetString(1), row.TextOrNull(2), row.GetString(3), row.GetBoolean(4));
}
