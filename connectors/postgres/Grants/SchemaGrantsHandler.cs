using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Schemas;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Grants;

/// <summary>Serves the privileges of roles in schemas.</summary>
internal sealed class SchemaGrantsHandler(Cluster cluster) : GrantsHandler<SchemaGrants>(cluster, BodyFormat.Record<SchemaGrants>())
{
    private readonly SchemaHandler schemas = new(cluster);

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var schema in schemas.ListAsync(cancellationToken))
        {
            var place = new GrantPlace(schema["database"], schema["schema"]);
            var roles = await Cluster.UseAsync(
                place.Database, connection => GrantCatalog.RolesAsync(connection, place, cancellationToken), cancellationToken);
            foreach (var role in roles)
            {
                yield return Key(place.Database, place.Name, role);
            }
        }
    }

    // What is true of every schema, whatever tables are in it.
    public override SchemaGrants Example => new() { Schema = new HashSet<Privilege> { Privilege.Usage } };

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, SchemaGrants body) => SchemaGrantsMapping.Problems(body);

    protected override GrantPlace PlaceOf(ResourceKey key) => new(key["database"], key["schema"]);

    protected override IReadOnlySet<Grant> ToGrants(SchemaGrants body) => SchemaGrantsMapping.ToGrants(body);

    protected override SchemaGrants ToBody(IReadOnlyCollection<Grant> grants) => SchemaGrantsMapping.ToBody(grants);
}
