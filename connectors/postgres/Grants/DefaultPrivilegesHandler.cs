using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Grants;

/// <summary>Serves default privileges, for one schema or for a whole database.</summary>
internal abstract class DefaultPrivilegesHandler(Cluster cluster, bool isSchema)
    : ResourceHandler<DefaultPrivileges>(BodyFormat.Record<DefaultPrivileges>())
{
    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var database in await cluster.DatabasesAsync(cancellationToken))
        {
            var places = await cluster.UseAsync(
                database, connection => DefaultPrivilegesCatalog.PlacesAsync(connection, cancellationToken), cancellationToken);
            foreach (var (schema, role) in places.Where(place => place.Schema.Length > 0 == isSchema))
            {
                yield return isSchema ? Key(database, schema, role) : Key(database, role);
            }
        }
    }

    public override async Task<DefaultPrivileges?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var (given, taken) = await cluster.UseAsync(
            key["database"],
            connection => DefaultPrivilegesCatalog.FindAsync(connection, key["role"], SchemaOf(key), cancellationToken),
            cancellationToken);
        return given.Count + taken.Count > 0 ? DefaultPrivilegesMapping.ToBody(given, taken) : null;
    }

    public override IEnumerable<string> NeedsOf(ResourceKey key, DefaultPrivileges body)
        => Places.Roles(DefaultPrivilegesMapping.Given(body).Concat(DefaultPrivilegesMapping.Taken(body)).Select(grant => grant.Role).Append(key["role"]).Distinct());

    public override async Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, DefaultPrivileges? before, DefaultPrivileges? after, CancellationToken cancellationToken)
        => before is null && after is not null
            ? [CreateOp(key, after) with { Message = string.Join("; ", Statements(key, new DefaultPrivileges(), after)) }]
            : await base.PlanAsync(key, before, after, cancellationToken);

    public override Task<Outputs> CreateAsync(ResourceKey key, DefaultPrivileges body, CancellationToken cancellationToken)
        => UpdateAsync(key, new DefaultPrivileges(), body, cancellationToken);

    public override async Task<Outputs> UpdateAsync(
        ResourceKey key, DefaultPrivileges before, DefaultPrivileges after, CancellationToken cancellationToken)
    {
        await cluster.ExecuteAsync(key["database"], null, Statements(key, before, after), cancellationToken);
        return Outputs.None;
    }

    public override Task DeleteAsync(ResourceKey key, DefaultPrivileges before, CancellationToken cancellationToken)
        => UpdateAsync(key, before, new DefaultPrivileges(), cancellationToken);

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, DefaultPrivileges body) => DefaultPrivilegesMapping.Problems(body, isSchema);

    private string? SchemaOf(ResourceKey key) => isSchema ? key["schema"] : null;

    private IEnumerable<string> Statements(ResourceKey key, DefaultPrivileges before, DefaultPrivileges after)
    {
        var place = SchemaOf(key) is { } schema ? $" IN SCHEMA {Quoting.Name(schema)}" : "";
        var alter = $"ALTER DEFAULT PRIVILEGES FOR ROLE {Quoting.Name(key["role"])}{place}";
        var (given, taken) = (DefaultPrivilegesMapping.Given(before), DefaultPrivilegesMapping.Taken(before));
        var (give, take) = (DefaultPrivilegesMapping.Given(after), DefaultPrivilegesMapping.Taken(after));
        return Group(given.Except(give).Concat(take.Except(taken)))
            .Select(group => $"{alter} REVOKE {group.Privileges} ON {group.Kind} FROM {group.Role}")
            .Concat(Group(give.Except(given).Concat(taken.Except(take)))
                .Select(group => $"{alter} GRANT {group.Privileges} ON {group.Kind} TO {group.Role}{(group.IsGrantable ? " WITH GRANT OPTION" : "")}"));
    }

    private static IEnumerable<(string Kind, string Role, bool IsGrantable, string Privileges)> Group(IEnumerable<DefaultGrant> grants)
        => grants
            .OrderBy(grant => grant.Kind).ThenBy(grant => grant.Role, StringComparer.Ordinal).ThenBy(grant => grant.Privilege)
            .GroupBy(grant => (grant.Kind, grant.Role, grant.IsGrantable))
            .Select(group => (
                $"{group.Key.Kind.ToString().ToUpperInvariant()}S",
                Quoting.Grantee(group.Key.Role),
                group.Key.IsGrantable,
                string.Join(", ", group.Select(grant => grant.Privilege.ToString().ToUpperInvariant()))));
}
