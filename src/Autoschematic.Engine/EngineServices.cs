using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Checking;
using Autoschematic.Engine.Workflows.Creating;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workflows.Formatting;
using Autoschematic.Engine.Workflows.Graphing;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Engine.Workflows.Initialising;
using Autoschematic.Engine.Workflows.Inspecting;
using Autoschematic.Engine.Workflows.Installing;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Engine.Workflows.Reading;
using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.Engine.Workflows.Safety;
using Autoschematic.Engine.Workflows.Scaffolding;
using Autoschematic.Engine.Workflows.Sealing;
using Autoschematic.Engine.Workflows.Tasks;
using Autoschematic.Engine.Workflows.Testing;
using Autoschematic.Engine.Workflows.Unbundling;
using Autoschematic.Engine.Workflows.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoschematic.Engine;

/// <summary>Registers the engine's workflows; the host adds the connector pool, host environment and clock.</summary>
public static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ApplyWorkflow>();
        services.TryAddSingleton<ConnectorsWorkflow>();
        services.TryAddSingleton<ConnectorTestWorkflow>();
        services.TryAddSingleton<CreateWorkflow>();
        services.TryAddSingleton<DriftWorkflow>();
        services.TryAddSingleton<FormatWorkflow>();
        services.TryAddSingleton<FsckWorkflow>();
        services.TryAddSingleton<GetWorkflow>();
        services.TryAddSingleton<GraphWorkflow>();
        services.TryAddSingleton<ImportWorkflow>();
        services.TryAddSingleton<InitWorkflow>();
        services.TryAddSingleton<InstallWorkflow>();
        services.TryAddSingleton<KeygenWorkflow>();
        services.TryAddSingleton(new LocalPackages(null));
        services.TryAddSingleton<NewConnectorWorkflow>();
        services.TryAddSingleton<OutputWorkflow>();
        services.TryAddSingleton<PlanWorkflow>();
        services.TryAddSingleton<PullWorkflow>();
        services.TryAddSingleton<RenameWorkflow>();
        services.TryAddSingleton<ResumeWorkflow>();
        services.TryAddSingleton<RunTaskWorkflow>();
        services.TryAddSingleton<SafetyWorkflow>();
        services.TryAddSingleton<SealWorkflow>();
        services.TryAddSingleton<UnbundleWorkflow>();
        services.TryAddSingleton<UnsealWorkflow>();
        services.TryAddSingleton<ValidateWorkflow>();
        return services;
    }
}
