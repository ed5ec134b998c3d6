using Autoschematic.Connectors.Warm.Client;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Hosts;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>The repository whose background process a command is about; its configuration need not be right for that.</summary>
internal static class DaemonTarget
{
    /// <summary>The root of the repository, or null with the outcome of a run that was ended.</summary>
    public static async Task<(RunOutcome Outcome, string? Root)> FindAsync(Invocation run, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var repository = await GitRepository.OpenAsync(
            run.StartDirectory, run.Service<HostEnvironment>(), run.Service<TimeProvider>(), diagnostics, cancellationToken);
        return repository is null
            ? (run.Fail(RunOutcomes.OfOpening(diagnostics), diagnostics), null)
            : (RunOutcome.Done, repository.Root);
    }

    /// <summary>A world without background processes has none that runs.</summary>
    public static WarmControl ControlOf(Invocation run)
    {
        var host = run.Service<HostEnvironment>();
        return run.Service<CliWorld>().Warm?.Control
            ?? new(new() { SupervisorCommand = [], HostEnvironment = host.Variables, TemporaryDirectory = host.TemporaryFolder });
    }
}
