using Autoschematic.Engine.Files;
using Autoschematic.Engine.Secrets;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>Stores what the steps of one task give, each before the next is called.</summary>
internal sealed class TaskRun(ConnectorSession session, SessionConnector connector, ResourceKey task, DiagnosticBag diagnostics)
{
    private readonly KeptSecrets secrets = new(session.Workspace.Git);
    private readonly SealedOutputs sealing = new(session.Workspace);
    private readonly SortedSet<RepoPath> modified = [];
    private readonly SortedSet<RepoPath> sealedFiles = [];
    private readonly HashSet<string> secretKeys = new(StringComparer.Ordinal);
    private readonly SortedSet<RepoPath> outputFiles = [];
    private readonly SortedSet<string> outputKeys = new(StringComparer.Ordinal);
    private readonly List<string> kept = [];
    private readonly List<string> messages = [];

    public int Steps { get; private set; }

    public IReadOnlyList<string> Messages => messages;

    public IReadOnlyList<RepoPath> ModifiedFiles => [.. modified];

    public IReadOnlyList<string> OutputKeys => [.. outputKeys];

    public IReadOnlyList<string> KeptSecrets => kept;

    public IReadOnlyList<RepoPath> SealedFiles => [.. sealedFiles];

    /// <summary>Everything that is to be staged.</summary>
    public IReadOnlyList<RepoPath> Changed => [.. modified.Union(outputFiles)];

    private Workspace Workspace => session.Workspace;

    /// <summary>Stores what a step gave; false with diagnostics when some of it could not be.</summary>
    public bool Store(TaskStep step)
    {
        Steps++;
        var stored = StoreSecrets(step) & StoreOutputs(step);
        foreach (var text in step.ModifiedFiles)
        {
            if (FindModified(text) is { } file)
            {
                modified.Add(file);
            }
        }

        if (!string.IsNullOrEmpty(step.Message))
        {
            messages.Add(step.Message);
        }

        return stored;
    }

    /// <summary>Secrets are stored as outputs are, and every one of them is sensitive.</summary>
    private bool StoreSecrets(TaskStep step)
    {
        if (step.Secrets.Count == 0)
        {
            return true;
        }

        var stored = sealing.Protect(task.Prefix, task.Address, step.Secrets, step.Secrets.Keys.ToHashSet(), diagnostics);
        secretKeys.UnionWith(stored.Values.Where(pair => pair.Value is not null).Select(pair => pair.Key));
        return Merge(stored);
    }

    private bool StoreOutputs(TaskStep step)
    {
        // A secret of the same name is not overwritten by an output: both are worth keeping.
        var complete = true;
        foreach (var (key, value) in step.Outputs.Where(output => secretKeys.Contains(output.Key) && output.Value is not null))
        {
            Workspace.Redactor.Add(value!);
            var place = secrets.KeepOutput(task.Prefix, task.Address, key, value!, diagnostics);
            complete &= place is not null;
            if (place is not null)
            {
                kept.Add(place);
            }
        }

        var stored = sealing.Protect(
            task.Prefix, task.Address, step.Outputs.Where(output => !secretKeys.Contains(output.Key)), step.SensitiveOutputs, diagnostics);
        outputKeys.UnionWith(stored.Values.Keys);
        return Merge(stored) && complete;
    }

    private bool Merge(ProtectedOutputs stored)
    {
        kept.AddRange(stored.Kept);
        sealedFiles.UnionWith(stored.Files);
        outputFiles.UnionWith(stored.Files);
        if (stored.Values.Count == 0)
        {
            return stored.IsComplete;
        }

        if (Workspace.Outputs.Merge(task.Prefix, task.Address, null, stored.Values, diagnostics) is not { } files)
        {
            diagnostics.Add(TaskDiagnostics.LostOutputs(task, stored.Values));
            return false;
        }

        outputFiles.UnionWith(files);
        return stored.IsComplete;
    }

    /// <summary>Connectors name files relative to their prefix; some name them relative to the repository, as their working directory is.</summary>
    private RepoPath? FindModified(string text)
    {
        var prefix = connector.Prefix;
        var inside = RepoPath.TryParse(text) is { } path && prefix.Folder is { } folder && path.IsWithin(folder) && prefix.AddressOf(path) is { } address
            ? address
            : session.CheckAddress(connector, "TaskExec", text, diagnostics);
        if (inside is null || (Workspace.Reserved.Check(prefix.FileOf(inside)) is not null && session.CheckAddress(connector, "TaskExec", inside.Text, diagnostics) is null))
        {
            return null;
        }

        var file = prefix.FileOf(inside);
        if (Workspace.Files.KindOf(file) != FileKind.File)
        {
            diagnostics.Add(TaskDiagnostics.NoSuchModifiedFile(task, file));
            return null;
        }

        return file;
    }
}
