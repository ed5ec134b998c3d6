using Autoschematic.Connectors.Pools;
using Autoschematic.Model.Connectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoschematic.Connectors;

/// <summary>Registers the connector host.</summary>
public static class ConnectorServices
{
    /// <summary>Adds a pool with the given options, for one run: an import and a pull retire it when they need no connector any more.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services, ConnectorHostOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<IConnectorPool>(static provider
            => new ConnectorPool(provider.GetRequiredService<ConnectorHostOptions>()));
        return services;
    }
}
