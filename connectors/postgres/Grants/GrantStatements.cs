using Autoschematic.Postgres.Server;

namespace Autoschematic.Postgres.Grants;

/// <summary>The statements that take the privileges of a role to others.</summary>
/// <param name="place">The name of the schema, or of the database.</param>
/// <param name="role">The role; `public` for everybody.</param>
internal sealed class GrantStatements(string place, string role)
{
    public IEnumerable<string> Change(IReadOnlySet<Grant> before, IReadOnlySet<Grant> after)
    {
        var (had, has) = (before.Select(grant => grant.Plain).ToHashSet(), after.Select(grant => grant.Plain).ToHashSet());
        var grantee = Quoting.Grantee(role);
        foreach (var (target, privileges) in ByTarget(had.Except(has)))
        {
            yield return $"REVOKE {privileges} ON {target} FROM {grantee}";
        }

        foreach (var (target, privileges) in ByTarget(before.Where(grant => grant.IsGrantable && has.Contains(grant.Plain) && !after.Contains(grant))))
        {
            yield return $"REVOKE GRANT OPTION FOR {privileges} ON {target} FROM {grantee}";
        }

        foreach (var (target, privileges) in ByTarget(after.Where(grant => !grant.IsGrantable && !had.Contains(grant))))
        {
            yield return $"GRANT {privileges} ON {target} TO {grantee}";
        }

        foreach (var (target, privileges) in ByTarget(after.Where(grant => grant.IsGrantable && !before.Contains(grant))))
        {
            yield return $"GRANT {privileges} ON {target} TO {grantee} WITH GRANT OPTION";
        }
    }

    private IEnumerable<(string Target, string Privileges)> ByTarget(IEnumerable<Grant> grants)
        => grants
            .OrderBy(grant => grant.Kind).ThenBy(grant => grant.Object, StringComparer.Ordinal)
            .ThenBy(grant => grant.Column, StringComparer.Ordinal).ThenBy(grant => grant.Privilege)
            .GroupBy(grant => (grant.Kind, grant.Object))
            .Select(group => (Target(group.Key.Kind, group.Key.Object), string.Join(", ", group.Select(Words))));

    private static string Words(Grant grant)
        => grant.Privilege.ToString().ToUpperInvariant() + (grant.Column is { } column ? $" ({Quoting.Name(column)})" : "");

    private string Target(GrantKind kind, string name)
        => kind switch
        {
            GrantKind.Database => $"DATABASE {Quoting.Name(place)}",
            GrantKind.Schema => $"SCHEMA {Quoting.Name(place)}",
            GrantKind.Table or GrantKind.Column => $"TABLE {Quoting.Name(place, name)}",
            GrantKind.Sequence => $"SEQUENCE {Quoting.Name(place, name)}",
            GrantKind.Function when name.LastIndexOf('(') is var start and > 0
                => $"ROUTINE {Quoting.Name(place, name[..start])}{name[start..]}",
            _ => throw new InvalidOperationException($"There are no grants on {kind} `{name}`"),
        };
}
