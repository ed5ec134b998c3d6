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
    private readonly SortedSet<RepoPath> modified = [];
    private readonly SortedSet<RepoPath> outputFiles = [];
    private readonly SortedSet<string> outputKeys = new(StringComparer.Ordinal);
    private readonly List<string> kept = [];
    private readonly List<string> messages = [];

    public int Steps { get; private set; }

    public IReadOnlyList<string> Messages => messages;

    public IReadOnlyList<RepoPath> ModifiedFiles => [.. modified];

    public IReadOnlyList<string> OutputKeys => [.. outputKeys];

    public IReadOnlyList<string> KeptSecrets => kept;

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

    private bool StoreSecrets(TaskStep step)
    {
        var stored = true;
        foreach (var (name, value) in step.Secrets.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value is null)
            {
                continue;
            }

            Workspace.Redactor.Add(value);
            var place = secrets.Keep($"{task.File}.secret.{name}", $"Secret `{name}` of task `{task}`", value, diagnostics);
            stored &= place is not null;
            if (place is not null)
            {
                kept.Add(place);
            }
        }

        return stored;
    }

    private bool StoreOutputs(TaskStep step)
    {
        var stored = true;
        var clear = new Dictionary<string, string?>();
        foreach (var (key, value) in step.Outputs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value is not null && step.SensitiveOutputs.Contains(key))
            {
                Workspace.Redactor.Add(value);
                var place = secrets.KeepOutput(task.Prefix, task.Address, key, value, diagnostics);
                stored &= place is not null;
                if (place is not null)
                {
                    kept.Add(place);
                }
            }
            else
            {
                clear[key] = value;
                outputKeys.Add(key);
            }
        }

        if (clear.Count == 0)
        {
            return stored;
        }

        if (Workspace.Outputs.Merge(task.Prefix, task.Address, null, clear, diagnostics) is not { } files)
        {
            diagnostics.Add(TaskDiagnostics.LostOutputs(task, clear));
            return false;
        }

        outputFiles.UnionWith(files);
        return stored;
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
