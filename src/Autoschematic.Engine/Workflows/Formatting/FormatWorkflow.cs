using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Formatting;

/// <summary>Formats RON files without changing what they mean.</summary>
public sealed class FormatWorkflow
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public async Task<FormatResult> RunAsync(
        Workspace workspace, FormatRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(onEvent);
        var diagnostics = new DiagnosticBag();
        using var held = request.Check
            ? null
            : RepositoryLock.TryAcquire(workspace.Git, LockKind.Exclusive, "fmt", workspace.Host, workspace.Clock, diagnostics);
        if (held is null && !request.Check)
        {
            return new([], 0, [.. diagnostics], RunOutcome.Refused);
        }

        if (await FindFilesAsync(workspace, request, diagnostics, cancellationToken) is not { } files)
        {
            return new([], 0, [.. diagnostics], RunOutcome.Usage);
        }

        var changed = new List<RepoPath>();
        var failed = 0;
        for (var index = 0; index < files.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (FormatFile(workspace, files[index], request.Check, diagnostics))
            {
                case true:
                    changed.Add(files[index]);
                    break;
                case null:
                    failed++;
                    break;
                default:
                    break;
            }

            onEvent(new WorkflowEvent.Progress(WorkflowPhase.Formatting, index + 1, files.Count));
        }

        var outcome = RunOutcomes.Of(files.Count - failed, failed);
        if (request.Check && changed.Count > 0)
        {
            outcome = RunOutcomes.Combine(outcome, RunOutcome.Error);
        }

        return new(changed, files.Count - failed - changed.Count, [.. diagnostics], outcome);
    }

    /// <summary>Whether the file was changed, or would be; null when it cannot be formatted.</summary>
    private static bool? FormatFile(Workspace workspace, RepoPath file, bool check, DiagnosticBag diagnostics)
    {
        if (workspace.Files.TryRead(file, diagnostics) is not { } bytes)
        {
            return null;
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(FormattingDiagnostics.NotUtf8(file));
            return null;
        }

        var formatted = RonFormatter.Format(new SourceText(text, file.Text), diagnostics);
        if (formatted is null)
        {
            return null;
        }

        if (formatted == text)
        {
            return false;
        }

        return check || workspace.Files.WriteAtomic(file, StrictUtf8.GetBytes(formatted), diagnostics) ? true : null;
    }

    private static async Task<IReadOnlyList<RepoPath>?> FindFilesAsync(
        Workspace workspace, FormatRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await WorkingFiles.ListAsync(workspace, diagnostics, cancellationToken) is not { } all)
        {
            return null;
        }

        // Bundle markers are written by the tool: nobody formats them by hand, nor wants to see them counted.
        var ron = all.Where(file => BodyFormats.Of(file) == BodyFormat.Ron && !OutputPaths.IsBundleMarker(file)).ToList();
        if (request.Paths.Count == 0)
        {
            return ron;
        }

        var chosen = new SortedSet<RepoPath>();
        foreach (var argument in request.Paths)
        {
            if (PathArguments.IsRoot(workspace.Root, request.CurrentDirectory, argument))
            {
                chosen.UnionWith(ron);
                continue;
            }

            if (PathArguments.Resolve(workspace.Root, request.CurrentDirectory, argument) is not { } path)
            {
                diagnostics.Add(WorkflowDiagnostics.OutsideRepository(argument));
                continue;
            }

            switch (workspace.Files.KindOf(path))
            {
                case FileKind.File when BodyFormats.Of(path) == BodyFormat.Ron:
                    chosen.Add(path);
                    break;
                case FileKind.File:
                    diagnostics.Add(FormattingDiagnostics.NotRon(path));
                    break;
                case FileKind.Folder:
                    chosen.UnionWith(ron.Where(file => file.IsWithin(path)));
                    break;
                default:
                    diagnostics.Add(FormattingDiagnostics.NothingThere(argument));
                    break;
            }
        }

        return diagnostics.HasErrors ? null : [.. chosen];
    }
}
