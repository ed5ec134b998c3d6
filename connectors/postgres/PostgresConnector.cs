using Autoschematic.Postgres.Databases;
using Autoschematic.Postgres.Grants;
using Autoschematic.Postgres.Roles;
using Autoschematic.Postgres.Schemas;
using Autoschematic.Postgres.Server;
using Autoschematic.Postgres.Tables;
using Autoschematic.Postgres.Views;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres;

/// <summary>What is in a PostgreSQL server, as files.</summary>
internal sealed class PostgresConnector(ConnectorContext context, Variables variables) : ResourceConnector(context), IAsyncDisposable
{
    private readonly Cluster cluster = new(variables);

    protected override IReadOnlyList<AddressHandler> Handlers =>
    [
        new RoleHandler(cluster, new Passwords(variables)),
        new DatabaseHandler(cluster),
        new DatabaseGrantsHandler(cluster),
        new SchemaHandler(cluster),
        new ExtensionHandler(cluster),
        new SchemaGrantsHandler(cluster),
        new SchemaDefaultPrivilegesHandler(cluster),
        new DatabaseDefaultPrivilegesHandler(cluster),
        new TableHandler(cluster),
        new ViewHandler(cluster),
    ];

    public override Task InitAsync(CancellationToken cancellationToken) => cluster.ConnectAsync(cancellationToken);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
