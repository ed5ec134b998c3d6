using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Hosts;
using Autoschematic.Engine.Journal;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli;

/// <summary>Everything the program takes from outside.</summary>
/// <param name="Terminal">Streams, keyboard and Ctrl-C.</param>
/// <param name="Host">Environment variables and the like.</param>
/// <param name="CurrentDirectory">Absolute path; null when the directory was deleted under the program.</param>
/// <param name="Clock">The time.</param>
/// <param name="MakePool">Makes the pool of connectors from where their lines go and how secrets are hidden.</param>
public sealed record CliWorld(
    ITerminal Terminal,
    HostEnvironment Host,
    string? CurrentDirectory,
    TimeProvider Clock,
    Func<IConnectorLog, Func<string, string>, IConnectorPool> MakePool)
{
    /// <summary>Where crashes are tried; outside tests nothing happens there.</summary>
    public IFaultPoints Faults { get; init; } = NoFaultPoints.Instance;

    /// <summary>Makes what installs packages, from how secrets are hidden.</summary>
    public Func<Func<string, string>, IPackageInstaller> MakeInstaller { get; init; } = SystemPool.InstallerMaker(Host);

    /// <summary>Where connectors are kept between commands; null where nothing may outlive one.</summary>
    public WarmHosts? Warm { get; init; }

    /// <summary>The folder of the SDK's packages that were built with the program; null for a program that is installed.</summary>
    public string? Packages { get; init; }
}
