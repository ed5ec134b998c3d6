using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Server;
using Autoschematic.Postgres.Sql;
using Autoschematic.Sdk.Resources;
using Npgsql;

namespace Autoschematic.Postgres.Tables;

/// <summary>Serves tables.</summary>
[Resource("postgres/databases/[database]/schemas/[schema]/tables/[table].sql", Outputs = ["name"])]
internal sealed class TableHandler(Cluster cluster) : SqlHandler<Table>(cluster, "TABLE")
{
    private const string Names = $@"
        select n.nspname::text, c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not like 'pg\_%' and n.nspname <> 'information_schema' and {TableCatalog.Ordinary} order by 1, 2";

    public override string Example => "CREATE TABLE \"[table]\" (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    name text NOT NULL\n);\n";

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (database, schema, name) in Cluster.NamesAsync(Names, cancellationToken))
        {
            yield return Key(database, schema, name);
        }
    }

    protected override Task<Table?> FindAsync(NpgsqlConnection connection, string schema, string name, CancellationToken cancellationToken)
        => TableCatalog.FindAsync(connection, schema, name, cancellationToken);

    protected override IReadOnlyList<SqlChange> Difference(Table before, Table after) => new TableDifference(before, after).Find();
}
