using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Packages;

/// <summary>One package that is being installed: where, with which environment, and how its tools are run.</summary>
internal sealed class PackageRun(
    PackageOrder order,
    StoreScratch scratch,
    IReadOnlyDictionary<string, string> environment,
    SupervisorSource supervisors,
    TimeSpan timeout,
    Action<string> onLine)
{
    public PackageOrder Order { get; } = order;

    public PackageSpec Package => Order.Package;

    public LockedPackage? Locked => Order.Locked;

    /// <summary>Folders that are gone when the package is installed.</summary>
    public StoreScratch Scratch { get; } = scratch;

    /// <summary>What is installed into.</summary>
    public string Root => Scratch.Root;

    /// <summary>The host's variables that package managers get.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = environment;

    /// <summary>Runs a tool in the repository, so that settings that lie there hold; throws when it fails.</summary>
    public async Task<ToolResult> RunAsync(
        string executable,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? more = null)
    {
        var result = await TryRunAsync(executable, arguments, cancellationToken, more).ConfigureAwait(false);
        return result.Succeeded ? result : throw PackageFailures.ToolFailed(Package, Display(executable, arguments), result);
    }

    /// <summary>Runs a tool in the repository to its end, however that is.</summary>
    public Task<ToolResult> TryRunAsync(
        string executable,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? more = null)
    {
        Dictionary<string, string> variables = new(Environment, StringComparer.Ordinal)
        {
            // What a killed tool leaves there is swept away with the rest.
            ["TMPDIR"] = Scratch.MakeFolder("tmp"),
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }

        onLine($"$ {Display(executable, arguments)}");
        return supervisors.RunAsync(new(executable, arguments, Order.RepositoryRoot, variables), timeout, onLine, cancellationToken);
    }

    private string Display(string executable, IReadOnlyList<string> arguments)
        => new ChildCommand(executable, arguments, Order.RepositoryRoot, Environment).Display;
}
