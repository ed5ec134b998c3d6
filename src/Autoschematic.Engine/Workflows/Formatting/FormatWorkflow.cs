using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Transactions;
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
            : await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "fmt", diagnostics);
        if (held is null && !request.Check)
        {
            return new([], 0, [.. diagnostics], RunOutcome.Refused);
        }

        if (await FindFilesAsync(workspace, request, diagnostics, cancellationToken) is not { } files)
        {
            return new([], 0, [.. diagnostics], RunOutcome.Usage);
        }

        if (request.Check && !workspace.Transactions.Check(diagnostics))
        {
            return new([], 0, [.. diagnostics], RunOutcome.Refused);
        }

        var changes = new FileChanges();
        var failed = 0;
        for (var index = 0; index < files.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            failed += FormatFile(workspace, files[index], changes, diagnostics) ? 0 : 1;
            onEvent(new WorkflowEvent.Progress(WorkflowPhase.Formatting, index + 1, files.Count));
        }

        var outcome = RunOutcomes.Of(files.Count - failed, failed);
        var changed = changes.Paths;
        if (request.Check && changed.Count > 0)
        {
            outcome = RunOutcomes.Combine(outcome, RunOutcome.Error);
        }

        if (!request.Check && changed.Count > 0)
        {
            switch (await workspace.Transactions.RunAsync("fmt", RecoveryDirection.Forward, changes, stage: false, diagnostics, cancellationToken))
            {
                case TransactionEnd.Undone:
                    return new([], files.Count - failed - changed.Count, [.. diagnostics], RunOutcome.Error);
                case TransactionEnd.NotStaged:
                    outcome = RunOutcomes.Combine(outcome, RunOutcome.Partly);
                    break;
                default:
                    break;
            }
        }

        return new(changed, files.Count - failed - changed.Count, [.. diagnostics], outcome);
    }

    /// <summary>Plans what formatting changes in a file; false with a diagnostic when it cannot be formatted.</summary>
    private static bool FormatFile(Workspace workspace, RepoPath file, FileChanges changes, DiagnosticBag diagnostics)
    {
        if (workspace.Files.TryRead(file, diagnostics) is not { } bytes)
        {
            return false;
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(FormattingDiagnostics.NotUtf8(file));
            return false;
        }

        var formatted = RonFormatter.Format(new SourceText(text, file.Text), diagnostics);
        if (formatted is not null && formatted != text)
        {
            changes.Write(file, StrictUtf8.GetBytes(formatted), before: bytes);
        }

        return formatted is not null;
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
