using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Grants;

/// <summary>Default privileges as a body and as sets.</summary>
internal static class DefaultPrivilegesMapping
{
    public static IReadOnlySet<DefaultGrant> Given(DefaultPrivileges body)
        => Plain(body, isGrantable: false).Concat(body.Grantable is { } more ? Plain(more, isGrantable: true) : []).ToHashSet();

    public static IReadOnlySet<DefaultGrant> Taken(DefaultPrivileges body)
        => (body.Revoked is { } revoked ? Plain(revoked, isGrantable: false) : []).ToHashSet();

    public static DefaultPrivileges ToBody(IReadOnlyCollection<DefaultGrant> given, IReadOnlyCollection<DefaultGrant> taken)
    {
        var grantable = given.Where(grant => grant.IsGrantable).ToList();
        return Fields(given.Where(grant => !grant.IsGrantable)) with
        {
            Grantable = grantable.Count > 0 ? Fields(grantable) : null,
            Revoked = taken.Count > 0 ? Fields(taken) : null,
        };
    }

    public static IEnumerable<BodyProblem> Problems(DefaultPrivileges body, bool isSchema)
    {
        if (Given(body).Count + Taken(body).Count == 0)
        {
            yield return new BodyProblem("", "This says nothing; delete the file to go back to PostgreSQL's own default privileges");
        }

        if (isSchema && body.Revoked is not null)
        {
            yield return new BodyProblem("revoked", "In one schema nothing can be taken away that PostgreSQL itself gives; that stands in `default_privileges` of the database");
        }

        foreach (var (path, part) in Parts(body))
        {
            if (path.Length > 0 && (part.Grantable ?? part.Revoked) is not null)
            {
                yield return new BodyProblem(path.TrimEnd('.'), "`grantable` and `revoked` stand in one place only");
            }

            foreach (var (field, kind, role, privileges) in Entries(part).Select(entry => (Field(entry.Kind), entry.Kind, entry.Role, entry.Privileges)))
            {
                if (isSchema && kind == GrantKind.Schema)
                {
                    yield return new BodyProblem(path + field, "A schema is in no schema; this stands in `default_privileges` of the database");
                }

                var problem = privileges.Count == 0 ? "This grants nothing; leave it out"
                    : privileges.Except(Grant.On(kind)).Order().ToList() is [var first, ..]
                        ? $"`{first}` cannot be given on {field} (there are {string.Join(", ", Grant.On(kind))})"
                        : null;
                if (problem is not null)
                {
                    yield return new BodyProblem($"{path}{field}[\"{role}\"]", problem);
                }
            }
        }

        if (body.Grantable is { } again && Plain(body, false).Intersect(Plain(again, false)).FirstOrDefault() is { } twice)
        {
            yield return new BodyProblem("grantable", $"`{twice.Privilege}` for `{twice.Role}` is granted above already; it stands in one place only");
        }
    }

    private static IEnumerable<(string Path, DefaultPrivileges Part)> Parts(DefaultPrivileges body)
    {
        yield return ("", body);
        if (body.Grantable is { } grantable)
        {
            yield return ("grantable.", grantable);
        }

        if (body.Revoked is { } revoked)
        {
            yield return ("revoked.", revoked);
        }
    }

    private static IEnumerable<DefaultGrant> Plain(DefaultPrivileges body, bool isGrantable)
        => Entries(body).SelectMany(entry => entry.Privileges.Select(privilege => new DefaultGrant(entry.Kind, entry.Role, privilege, isGrantable)));

    private static IEnumerable<(GrantKind Kind, string Role, IReadOnlySet<Privilege> Privileges)> Entries(DefaultPrivileges body)
        => new (GrantKind Kind, IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Roles)[]
        {
            (GrantKind.Table, body.Tables),
            (GrantKind.Sequence, body.Sequences),
            (GrantKind.Function, body.Functions),
            (GrantKind.Type, body.Types),
            (GrantKind.Schema, body.Schemas),
        }.SelectMany(kind => kind.Roles.Select(role => (kind.Kind, role.Key, role.Value)));

    private static string Field(GrantKind kind) => $"{kind.ToString().ToLowerInvariant()}s";

    private static DefaultPrivileges Fields(IEnumerable<DefaultGrant> grants)
    {
        var kinds = grants.ToLookup(grant => grant.Kind);
        return new()
        {
            Tables = ByRole(GrantKind.Table),
            Sequences = ByRole(GrantKind.Sequence),
            Functions = ByRole(GrantKind.Function),
            Types = ByRole(GrantKind.Type),
            Schemas = ByRole(GrantKind.Schema),
        };

        Dictionary<string, IReadOnlySet<Privilege>> ByRole(GrantKind kind)
            => kinds[kind].GroupBy(grant => grant.Role).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(
                group => group.Key,
                IReadOnlySet<Privilege> (group) => group.Select(grant => grant.Privilege).Order().ToHashSet(),
                StringComparer.Ordinal);
    }
}
