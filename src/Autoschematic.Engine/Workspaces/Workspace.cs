using Autoschematic.Engine.Agreements;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Hosts;
using Autoschematic.Engine.Secrets;
using Autoschematic.Engine.Transactions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workspaces;

/// <summary>One opened repository and everything a run needs of it; nothing in it changes but what it gives access to.</summary>
public sealed class Workspace(
    GitRepository git,
    RepositoryFiles files,
    SourceText configSource,
    RepositoryConfig config,
    HostEnvironment host,
    TimeProvider clock,
    ITransactionFaults? faults = null)
{
    /// <summary>Absolute path of the repository root.</summary>
    public string Root => Git.Root;

    public GitRepository Git { get; } = git;

    public RepositoryFiles Files { get; } = files;

    /// <summary>The text of `autoschematic.ron` as it was loaded.</summary>
    public SourceText ConfigSource { get; } = configSource;

    public RepositoryConfig Config { get; } = config;

    public ReservedPaths Reserved { get; } = config.ReservedPaths(git.Root);

    public OutputStore Outputs { get; } = new(files);

    /// <summary>What repository and remote last agreed on.</summary>
    public AgreedBodies Agreed { get; } = new(git, files, clock);

    /// <summary>How several files are changed at once.</summary>
    public TransactionLog Transactions { get; } = new(git, files, host, clock, faults);

    /// <summary>Sealed files, and the keystore that opens them.</summary>
    public SealedFiles Secrets { get; } = new(files, host.Keystore);

    public Redactor Redactor => Secrets.Redactor;

    /// <summary>Where work that waits for the disk is done.</summary>
    internal DiskThreads Disk { get; } = new();

    public HostEnvironment Host { get; } = host;

    public TimeProvider Clock { get; } = clock;

    /// <summary>The prefix of the same resource group that has a resource already, by its body or by its outputs.</summary>
    public Prefix? HolderInGroup(ConfiguredPrefix prefix, Address address, Address physical)
        => prefix.ResourceGroup is not { } group
            ? null
            : Config.Prefixes
                .Where(other => other.ResourceGroup == group && other != prefix)
                .FirstOrDefault(other => Files.Exists(other.Prefix.FileOf(address))
                    || Outputs.Exists(other.Prefix, address)
                    || Outputs.Exists(other.Prefix, physical))
                ?.Prefix;
}
