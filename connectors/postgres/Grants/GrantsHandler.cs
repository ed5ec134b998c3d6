using Autoschematic.Postgres.Server;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Grants;

/// <summary>Serves the privileges of roles in one sort of place.</summary>
internal abstract class GrantsHandler<TBody>(Cluster cluster, BodyFormat<TBody> format) : ResourceHandler<TBody>(format)
    where TBody : class
{
    protected Cluster Cluster => cluster;

    protected abstract GrantPlace PlaceOf(ResourceKey key);

    protected abstract IReadOnlySet<Grant> ToGrants(TBody body);

    protected abstract TBody ToBody(IReadOnlyCollection<Grant> grants);

    public override async Task<TBody?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var grants = await cluster.UseAsync(
            place.Database, connection => GrantCatalog.OfRoleAsync(connection, place, key["role"], cancellationToken), cancellationToken);
        return grants.Count > 0 ? ToBody(grants) : null;
    }

    public override IEnumerable<string> NeedsOf(ResourceKey key, TBody body)
        => Places.Roles([key["role"]]).Concat(
            PlaceOf(key) is { Schema: { } schema, Database: var database } ? ToGrants(body).SelectMany(grant => NeedsOf(database, schema, grant)).Distinct() : []);

    /// <summary>The statements say it shortest.</summary>
    public override Task<IReadOnlyList<ResourceOp>> PlanAsync(ResourceKey key, TBody? before, TBody? after, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var where = place.IsSchema ? $"the schema `{place.Schema}` of `{place.Database}`" : $"the database `{place.Database}`";
        return Task.FromResult<IReadOnlyList<ResourceOp>>((before, after) switch
        {
            (null, not null) => [CreateOp(key, after) with { Message = string.Join("; ", Statements(key, null, after)) }],
            (not null, null) => [DeleteOp(key, before) with { Message = $"Revoke all privileges of `{key["role"]}` in {where}" }],
            (not null, not null) => [UpdateOp(key, before, after) with { Message = string.Join("; ", Statements(key, before, after)) }],
            _ => [],
        });
    }

    public override async Task<Outputs> CreateAsync(ResourceKey key, TBody body, CancellationToken cancellationToken)
    {
        await ChangeAsync(key, null, body, cancellationToken);
        return Outputs.None;
    }

    public override async Task<Outputs> UpdateAsync(ResourceKey key, TBody before, TBody after, CancellationToken cancellationToken)
    {
        await ChangeAsync(key, before, after, cancellationToken);
        return Outputs.None;
    }

    public override Task DeleteAsync(ResourceKey key, TBody before, CancellationToken cancellationToken)
        => ChangeAsync(key, before, null, cancellationToken);

    private static IEnumerable<string> NeedsOf(string database, string schema, Grant grant)
        => grant.Kind switch
        {
            GrantKind.Table or GrantKind.Column => Places.Relation(database, schema, grant.Object),

            // A sequence that belongs to a column is named by its table, the column and `seq`.
            GrantKind.Sequence => grant.Object.Index().Where(pair => pair.Item == '_' && pair.Index > 0)
                .Select(pair => Places.Table(database, schema, grant.Object[..pair.Index])),
            _ => [],
        };

    private Task ChangeAsync(ResourceKey key, TBody? before, TBody? after, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        return cluster.UseAsync(
            place.Database,
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

                // The privileges of all roles on an object are one row of the catalog, which only one can change at a time.
                await connection.ExecuteAsync(
                    $"select pg_advisory_xact_lock(hashtext('autoschematic'), hashtext({Quoting.Text(place.Name)}))", cancellationToken);
                foreach (var statement in Statements(key, before, after))
                {
                    await connection.ExecuteAsync(statement, cancellationToken);
                }

                // The server only warns of a grant that its author may not make.
                var wanted = after is null ? new HashSet<Grant>() : ToGrants(after);
                var found = await GrantCatalog.OfRoleAsync(connection, place, key["role"], cancellationToken);
                if (wanted.Except(found).Concat(found.Except(wanted)).FirstOrDefault() is { } different)
                {
                    throw ConnectorServiceException.PermissionDenied(
                        $"The server did not {(wanted.Contains(different) ? "grant" : "revoke")} {different.Privilege} on `{(different.Object.Length > 0 ? different.Object : place.Name)}`, "
                        + "and nothing was changed (it was given by another role, or changed meanwhile, or only the owner may do this)");
                }

                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private IEnumerable<string> Statements(ResourceKey key, TBody? before, TBody? after)
        => new GrantStatements(PlaceOf(key).Name, key["role"]).Change(
            before is null ? new HashSet<Grant>() : ToGrants(before), after is null ? new HashSet<Grant>() : ToGrants(after));
}
