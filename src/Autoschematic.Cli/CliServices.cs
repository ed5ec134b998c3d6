using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
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
    /// <param name="world">What comes from outside.</param>
    /// <param name="use">What the command does with connectors that outlive it.</param>
    /// <param name="command">Its name.</param>
    /// <param name="gate">The way out for text.</param>
    /// <param name="cleaner">Learns secrets and hides them.</param>
    public static ServiceProvider Compose(CliWorld world, WarmUse use, string command, OutputGate gate, TextCleaner cleaner)
    {
        world = use != WarmUse.None && world.Warm is { } warm
            ? world with { MakePool = (log, redact) => warm.MakePool(log, redact, use, command) }
            : world;
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
