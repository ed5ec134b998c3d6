using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Engine;
using Autoschematic.Engine.Workflows.Scaffolding;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoschematic.Cli;

/// <summary>Composes one run: the engine, its surroundings, and connectors that are started when first needed.</summary>
internal static class CliServices
{
    public static ServiceProvider Compose(CliWorld world, OutputGate gate, TextCleaner cleaner)
    {
        var services = new ServiceCollection();
        services.TryAddSingleton(world);
        services.TryAddSingleton(world.Host);
        services.TryAddSingleton(world.Clock);
        services.TryAddSingleton(world.Faults);
        services.TryAddSingleton(new LocalPackages(world.Packages));
        services.TryAddSingleton<WorkspaceOpener>();
        services.TryAddSingleton<IConnectorLog>(new ConnectorLogView(gate));
        services.TryAddSingleton(provider => world.MakePool(provider.GetRequiredService<IConnectorLog>(), cleaner.Redact));
        services.TryAddSingleton(_ => world.MakeInstaller(cleaner.Redact));
        return services.AddEngine().BuildServiceProvider();
    }
}
