using Autoschematic.Postgres.Server;
using Autoschematic.Sdk;

namespace Autoschematic.Postgres.Roles;

/// <summary>Finds what keeps a role from being dropped: the server names only what is in the database that is asked.</summary>
internal sealed class RoleDependents(Cluster cluster)
{
    private const int Most = 3;

    private const string Objects = """
        select distinct pg_describe_object(d.classid, d.objid, d.objsubid)
        from pg_shdepend d join pg_roles r on r.oid = d.refobjid
        where d.refclassid = 'pg_authid'::regclass and r.rolname = $1 and d.dbid = (select oid from pg_database where datname = current_database())
        order by 1
        """;

    /// <summary>The error of a role that could not be dropped, with what needs it.</summary>
    public async Task<ConnectorServiceException> ExplainAsync(string role, ConnectorServiceException error, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var database in await cluster.DatabasesAsync(cancellationToken))
        {
            var names = await cluster.UseAsync(
                database, connection => connection.RowsAsync(Objects, row => row.GetString(0), cancellationToken, role), cancellationToken);
            if (names.Count > 0)
            {
                var rest = names.Count > Most ? $" and {names.Count - Most} more" : "";
                found.Add($"in `{database}` {string.Join(", ", names.Take(Most))}{rest}");
            }
        }

        return found.Count == 0
            ? error
            : ConnectorServiceException.Conflict(
                $"The role `{role}` is still needed: it owns, or has privileges on, {string.Join("; ", found)} (delete its files of grants in the same apply, or give what it owns to another role)");
    }
}
