using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Schemas;

/// <summary>Serves schemas, except those of the system.</summary>
internal sealed class SchemaHandler(Cluster cluster) : ServerHandler<Schema>(cluster, BodyFormat.Record<Schema>())
{
    private const string Names = @"
        select n.nspname::text from pg_namespace n
        where n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
          and not exists (select from pg_depend e where e.classid = 'pg_namespace'::regclass and e.objid = n.oid and e.deptype = 'e')
        order by 1";

    private const string Attributes = """
        select pg_get_userbyid(nspowner)::text, obj_description(oid, 'pg_namespace') from pg_namespace where nspname = $1
        """;

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var database in await Cluster.DatabasesAsync(cancellationToken))
        {
            var names = await Cluster.UseAsync(
                database, connection => connection.RowsAsync(Names, row => row.GetString(0), cancellationToken), cancellationToken);
            foreach (var name in names)
            {
                yield return Key(database, name);
            }
        }
    }

    public override async Task<Schema?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => (await Cluster.UseAsync(
            key["database"],
            connection => connection.RowsAsync(
                Attributes, row => new Schema { Owner = row.GetString(0), Comment = row.TextOrNull(1) }, cancellationToken, key.Name),
            cancellationToken)).FirstOrDefault();

    public override IEnumerable<string> NeedsOf(ResourceKey key, Schema body) => [Places.Role(body.Owner)];

    public override async Task<IReadOnlyList<ResourceOp>> PlanAsync(ResourceKey key, Schema? before, Schema? after, CancellationToken cancellationToken)
        => before is not null && after is null
            ? [DeleteOp(key, before) with { Message = $"Drop the schema `{key.Name}` of `{key["database"]}`, which must be empty" }]
            : await base.PlanAsync(key, before, after, cancellationToken);

    public override async Task<Outputs> CreateAsync(ResourceKey key, Schema body, CancellationToken cancellationToken)
    {
        var create = $"CREATE SCHEMA {Quoting.Name(key.Name)} AUTHORIZATION {Quoting.Name(body.Owner)}";
        await Cluster.ExecuteAsync(
            key["database"], null, [create, .. Change(key.Name, new Schema { Owner = body.Owner }, body)], cancellationToken);
        return Named(key);
    }

    public override async Task<Outputs> UpdateAsync(ResourceKey key, Schema before, Schema after, CancellationToken cancellationToken)
    {
        await Cluster.ExecuteAsync(key["database"], null, Change(key.Name, before, after), cancellationToken);
        return Named(key);
    }

    public override Task DeleteAsync(ResourceKey key, Schema before, CancellationToken cancellationToken)
        => Cluster.ExecuteAsync(key["database"], null, [$"DROP SCHEMA IF EXISTS {Quoting.Name(key.Name)}"], cancellationToken);

    private static IEnumerable<string> Change(string name, Schema before, Schema after)
    {
        if (before.Owner != after.Owner)
        {
            yield return $"ALTER SCHEMA {Quoting.Name(name)} OWNER TO {Quoting.Name(after.Owner)}";
        }

        if (before.Comment != after.Comment)
        {
            yield return $"COMMENT ON SCHEMA {Quoting.Name(name)} IS {Quoting.Text(after.Comment)}";
        }
    }
}
