using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Hosts;
using Autoschematic.Engine.Transactions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Finds the repository and loads its configuration.</summary>
public sealed class WorkspaceOpener(HostEnvironment host, TimeProvider clock, ITransactionFaults? faults = null)
{
    private static readonly RepoPath ConfigFile = RepoPath.Parse(RepositoryConfig.FileName);

    /// <summary>Opens the repository that holds a folder; null when a diagnostic says why it cannot be worked in.</summary>
    /// <param name="startDirectory">Absolute path: `--repo`, or the caller's current directory.</param>
    public async Task<Workspace?> OpenAsync(
        string startDirectory, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await GitRepository.OpenAsync(startDirectory, host, clock, diagnostics, cancellationToken) is { } git
            ? Open(git, startDirectory, diagnostics)
            : null;

    /// <summary>The same for a repository that was found already.</summary>
    public Workspace? Open(GitRepository git, string startDirectory, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(git);
        var files = new RepositoryFiles(git.Root);
        switch (files.Read(ConfigFile))
        {
            case FileRead.Refused refused:
                diagnostics.Add(refused.Problem);
                return null;
            case FileRead.Found found:
                return Load(git, files, found.Bytes, diagnostics);
            default:
                diagnostics.Add(Missing(git.Root, startDirectory));
                return null;
        }
    }

    private static Diagnostic Missing(string root, string startDirectory)
    {
        for (var folder = startDirectory; folder is not null && folder.Length > root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Join(folder, RepositoryConfig.FileName)))
            {
                return WorkspaceDiagnostics.ConfigBelowRoot(root, folder);
            }
        }

        return WorkspaceDiagnostics.NoConfig(root);
    }

    private Workspace? Load(GitRepository git, RepositoryFiles files, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics)
    {
        if (Utf8.TryDecode(content) is not { } text)
        {
            diagnostics.Add(WorkspaceDiagnostics.NotUtf8(ConfigFile));
            return null;
        }

        var source = new SourceText(text, RepositoryConfig.FileName);
        return ConfigLoader.Load(source, diagnostics) is { } config
            ? new(git, files, source, config, host, clock, faults)
            : null;
    }
}
