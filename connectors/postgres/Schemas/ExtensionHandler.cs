using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Schemas;

/// <summary>Serves extensions; `plpgsql`, which every database has from the beginning, is not listed.</summary>
internal sealed class ExtensionHandler(Cluster cluster) : ServerHandler<Extension>(cluster, BodyFormat.Record<Extension>())
{
    private const string Attributes = """
        select n.nspname::text, e.extversion from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = $1
        """;

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var database in await Cluster.DatabasesAsync(cancellationToken))
        {
            var names = await Cluster.UseAsync(
                database,
                connection => connection.RowsAsync(
                    "select extname::text from pg_extension where extname <> 'plpgsql' order by 1", row => row.GetString(0), cancellationToken),
                cancellationToken);
            foreach (var name in names)
            {
                yield return Key(database, name);
            }
        }
    }

    public override async Task<Extension?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => (await Cluster.UseAsync(
            key["database"],
            connection => connection.RowsAsync(
                Attributes, row => new Extension { Schema = row.GetString(0), Version = row.GetString(1) }, cancellationToken, key.Name),
            cancellationToken)).FirstOrDefault();

    public override IEnumerable<string> NeedsOf(ResourceKey key, Extension body)
        => body.Schema is { } schema ? [Places.Schema(key["database"], schema)] : [];

    public override ValueTask<bool> EqualAsync(ResourceKey key, Extension left, Extension right, CancellationToken cancellationToken)
        => base.EqualAsync(key, Completed(left, right), Completed(right, left), cancellationToken);

    public override async Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, Extension? before, Extension? after, CancellationToken cancellationToken)
        => before is not null && after is null
            ? [DeleteOp(key, before) with { Message = $"Drop the extension `{key.Name}` of `{key["database"]}`, which nothing may use any more" }]
            : await base.PlanAsync(
                key, before, before is not null && after is not null ? Completed(after, before) : after, cancellationToken);

    public override async Task<Outputs> CreateAsync(ResourceKey key, Extension body, CancellationToken cancellationToken)
    {
        // The search path is of no use to an extension that was given no schema: `public` is where the server's own programs put it.
        var create = $"CREATE EXTENSION {Quoting.Name(key.Name)}"
            + (body.Schema is { } schema ? $" SCHEMA {Quoting.Name(schema)}" : "")
            + (body.Version is { } version ? $" VERSION {Quoting.Text(version)}" : "");
        await Cluster.ExecuteAsync(key["database"], body.Schema ?? "public", [create], cancellationToken);
        return Named(key);
    }

    public override async Task<Outputs> UpdateAsync(ResourceKey key, Extension before, Extension after, CancellationToken cancellationToken)
    {
        var alter = $"ALTER EXTENSION {Quoting.Name(key.Name)}";
        var statements = new List<string>();
        if (after.Version is { } version && version != before.Version)
        {
            statements.Add($"{alter} UPDATE TO {Quoting.Text(version)}");
        }

        if (after.Schema is { } schema && schema != before.Schema)
        {
            statements.Add($"{alter} SET SCHEMA {Quoting.Name(schema)}");
        }

        await Cluster.ExecuteAsync(key["database"], null, statements, cancellationToken);
        return Named(key);
    }

    public override Task DeleteAsync(ResourceKey key, Extension before, CancellationToken cancellationToken)
        => Cluster.ExecuteAsync(key["database"], null, [$"DROP EXTENSION IF EXISTS {Quoting.Name(key.Name)}"], cancellationToken);

    private static Extension Completed(Extension body, Extension other)
        => body with { Schema = body.Schema ?? other.Schema, Version = body.Version ?? other.Version };
}
