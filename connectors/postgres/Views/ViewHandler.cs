using System.Runtime.CompilerServices;
using Autoschematic.Postgres.Server;
using Autoschematic.Postgres.Sql;
using Autoschematic.Sdk.Resources;
using Npgsql;

namespace Autoschematic.Postgres.Views;

/// <summary>Serves views.</summary>
[Resource("postgres/databases/[database]/schemas/[schema]/views/[view].sql", Outputs = ["name"])]
internal sealed class ViewHandler(Cluster cluster) : SqlHandler<View>(cluster, "VIEW")
{
    private const string Names = @"
        select n.nspname::text, c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not like 'pg\_%' and n.nspname <> 'information_schema' and c.relkind = 'v'
          and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
        order by 1, 2";

    public override string Example => "CREATE VIEW \"[view]\" AS\nSELECT 1 AS one;\n";

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (database, schema, name) in Cluster.NamesAsync(Names, cancellationToken))
        {
            yield return Key(database, schema, name);
        }
    }

    protected override Task<View?> FindAsync(NpgsqlConnection connection, string schema, string name, CancellationToken cancellationToken)
        => ViewCatalog.FindAsync(connection, schema, name, cancellationToken);

    protected override IReadOnlyList<SqlChange> Difference(View before, View after) => ViewDifference.Find(before, after);
}
