using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Planning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoschematic.Engine;

/// <summary>Registers the engine's workflows; the host adds the connector pool, host environment and clock.</summary>
public static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PlanWorkflow>();
        services.TryAddSingleton<ApplyWorkflow>();
        return services;
    }
}
