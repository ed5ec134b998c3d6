using Autoschematic.EasyConnector.Documents;
using Autoschematic.EasyConnector.Networks;
using Autoschematic.EasyConnector.Roles;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;
using Microsoft.Extensions.Logging;

namespace Autoschematic.EasyConnector;

/// <summary>A connector with one handler of each sort; its remote side is a folder.</summary>
internal sealed class EasyConnector(ConnectorContext context, Store store, ILogger<EasyConnector> logger) : ResourceConnector(context)
{
    private readonly ConfigFile<Settings> settings = new("db/config.ron");

    protected override IReadOnlyList<AddressHandler> Handlers
        =>
        [
            settings,
            new RoleHandler(store),
            new ViewHandler(store),
            new BlobHandler(store),
            new ServerHandler(store),
            new DashboardHandler(store),
            new NetworkHandler(store),
            new SubnetHandler(store),
            new CountdownHandler(),
            new TeamHandler(new(store)),
        ];

    protected override int MaxConcurrency => 64;

    public override async Task InitAsync(CancellationToken cancellationToken)
    {
        var found = await settings.TryLoadAsync(cancellationToken);
        logger.LogInformation("The store is {Label}", found?.Label ?? "without a label");
    }
}
