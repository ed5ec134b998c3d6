using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Grants;

/// <summary>Privileges in a schema as a body and as a set.</summary>
internal static class SchemaGrantsMapping
{
    public static IReadOnlySet<Grant> ToGrants(SchemaGrants body) => Enumerate(body, isGrantable: false).ToHashSet();

    public static SchemaGrants ToBody(IReadOnlyCollection<Grant> grants)
    {
        var grantable = grants.Where(grant => grant.IsGrantable).ToList();
        return Fields(grants.Where(grant => !grant.IsGrantable)) with { Grantable = grantable.Count > 0 ? Fields(grantable) : null };
    }

    /// <summary>What a body says that cannot be, with the paths of its fields.</summary>
    public static IEnumerable<BodyProblem> Problems(SchemaGrants body, string path = "")
    {
        foreach (var (field, kind, privileges) in Places(body))
        {
            if (privileges.Count == 0 && kind != GrantKind.Schema)
            {
                yield return new BodyProblem(path + field, "This grants nothing; leave it out");
            }

            if (privileges.Except(Grant.On(kind)).OrderBy(privilege => privilege).ToList() is [var first, ..])
            {
                yield return new BodyProblem(path + field, $"`{first}` is no privilege of a {Noun(kind)} (there are {string.Join(", ", Grant.On(kind))})");
            }
        }

        foreach (var name in body.Functions.Keys.Where(name => !IsSignature(name)))
        {
            yield return new BodyProblem(
                $"{path}functions{Step(name)}", "A function is named with the types of its arguments, as in `total(integer, text)`");
        }

        if (path.Length == 0 && ToGrants(body).Count == 0)
        {
            yield return new BodyProblem("", "This grants nothing at all; delete the file to take every privilege away");
        }

        if (body.Grantable is { } grantable)
        {
            if (path.Length > 0)
            {
                yield return new BodyProblem($"{path}grantable", "What is grantable stands in one place only");
            }

            foreach (var problem in Problems(grantable, $"{path}grantable."))
            {
                yield return problem;
            }
        }

        foreach (var grant in ToGrants(body with { Grantable = null }).Intersect(path.Length == 0 && body.Grantable is { } again ? ToGrants(again) : new HashSet<Grant>()))
        {
            yield return new BodyProblem("grantable", $"`{grant.Privilege}` on `{(grant.Object.Length > 0 ? grant.Object : "schema")}` is granted above already; it stands in one place only");
        }
    }

    private static IEnumerable<Grant> Enumerate(SchemaGrants body, bool isGrantable)
        => Entries(body).SelectMany(entry => entry.Privileges.Select(privilege => new Grant(entry.Kind, entry.Object, entry.Column, privilege, isGrantable)))
            .Concat(body.Grantable is { } grantable ? Enumerate(grantable, isGrantable: true) : []);

    private static IEnumerable<(GrantKind Kind, string Object, string? Column, IReadOnlySet<Privilege> Privileges)> Entries(SchemaGrants body)
        => [
            (GrantKind.Schema, "", null, body.Schema),
            .. body.Tables.Select(entry => (GrantKind.Table, entry.Key, (string?)null, entry.Value)),
            .. body.Columns.SelectMany(table => table.Value.Select(column => (GrantKind.Column, table.Key, (string?)column.Key, column.Value))),
            .. body.Sequences.Select(entry => (GrantKind.Sequence, entry.Key, (string?)null, entry.Value)),
            .. body.Functions.Select(entry => (GrantKind.Function, entry.Key, (string?)null, entry.Value)),
        ];

    private static IEnumerable<(string Field, GrantKind Kind, IReadOnlySet<Privilege> Privileges)> Places(SchemaGrants body)
        => Entries(body).Select(entry => (
            entry.Kind == GrantKind.Schema ? "schema" : $"{Noun(entry.Kind)}s{Step(entry.Object)}{(entry.Column is { } column ? Step(column) : "")}",
            entry.Kind,
            entry.Privileges));

    private static SchemaGrants Fields(IEnumerable<Grant> grants)
    {
        var kinds = grants.ToLookup(grant => grant.Kind);
        return new()
        {
            Schema = Privileges(kinds[GrantKind.Schema]),
            Tables = ByName(kinds[GrantKind.Table]),
            Columns = kinds[GrantKind.Column].GroupBy(grant => grant.Object).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(
                group => group.Key,
                IReadOnlyDictionary<string, IReadOnlySet<Privilege>> (group) => group
                    .GroupBy(grant => grant.Column!).OrderBy(column => column.Key, StringComparer.Ordinal).ToDictionary(column => column.Key, Privileges),
                StringComparer.Ordinal),
            Sequences = ByName(kinds[GrantKind.Sequence]),
            Functions = ByName(kinds[GrantKind.Function]),
        };
    }

    private static Dictionary<string, IReadOnlySet<Privilege>> ByName(IEnumerable<Grant> grants)
        => grants.GroupBy(grant => grant.Object).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, Privileges, StringComparer.Ordinal);

    private static IReadOnlySet<Privilege> Privileges(IEnumerable<Grant> grants) => grants.Select(grant => grant.Privilege).Order().ToHashSet();

    private static string Noun(GrantKind kind) => kind.ToString().ToLowerInvariant();

    private static string Step(string name) => $"[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";

    private static bool IsSignature(string name)
        => name.LastIndexOf('(') is var start and > 0 && name.EndsWith(')') && name.AsSpan()[(start + 1)..^1].IndexOfAny("();'") < 0;
}
