using Autoschematic.Postgres.Server;

namespace Autoschematic.Postgres.Grants;

/// <summary>The statements that take the privileges of a role to others.</summary>
/// <param name="place">The name of the schema, or of the database.</param>
/// <param name="role">The role; `public` for everybody.</param>
internal sealed class GrantStatements(string place, string role)
{
    public IEnumerable<string> Change(IReadOnlySet<Grant> before, IReadOnlySet<Grant> after)
    {
        var has = after.Select(grant => grant.Plain).ToHashSet();
        var revoked = before.Select(grant => grant.Plain).Where(grant => !has.Contains(grant)).ToHashSet();
        var reduced = before
            .Where(grant => grant.IsGrantable && has.Contains(grant.Plain) && !after.Contains(grant) && !IsAmong(revoked, grant))
            .Select(grant => grant.Plain)
            .ToHashSet();
        var left = before
            .Where(grant => !IsAmong(revoked, grant))
            .Select(grant => IsAmong(reduced, grant) ? grant.Plain : grant)
            .ToHashSet();
        var leftPlain = left.Select(grant => grant.Plain).ToHashSet();
        var grantee = Quoting.Grantee(role);
        foreach (var (target, privileges) in ByTarget(revoked))
        {
            yield return $"REVOKE {privileges} ON {target} FROM {grantee}";
        }

        foreach (var (target, privileges) in ByTarget(reduced))
        {
            yield return $"REVOKE GRANT OPTION FOR {privileges} ON {target} FROM {grantee}";
        }

        foreach (var (target, privileges) in ByTarget(after.Where(grant => !grant.IsGrantable && !leftPlain.Contains(grant))))
        {
            yield return $"GRANT {privileges} ON {target} TO {grantee}";
        }

        foreach (var (target, privileges) in ByTarget(after.Where(grant => grant.IsGrantable && !left.Contains(grant))))
        {
            yield return $"GRANT {privileges} ON {target} TO {grantee} WITH GRANT OPTION";
        }
    }

    /// <summary>Whether a grant is taken away: what is taken away on a table is taken away on all its columns.</summary>
    private static bool IsAmong(HashSet<Grant> taken, Grant grant)
        => taken.Contains(grant.Plain)
            || (grant.Kind == GrantKind.Column && taken.Contains(grant.Plain with { Kind = GrantKind.Table, Column = null }));

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
