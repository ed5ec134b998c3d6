using System.Collections.Concurrent;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Journal;

/// <summary>The journal of a run that is going on: written ahead of everything that cannot be taken back.</summary>
internal sealed class RunJournal : IAsyncDisposable
{
    /// <summary>Resources with an op that was sent and not answered, or answered and not stored.</summary>
    private readonly ConcurrentDictionary<ResourceKey, byte> open = new();
    private readonly Workspace workspace;
    private readonly OpenRun place;
    private readonly JournalFile file;
    private readonly JournalWriter writer;
    private readonly RunKey key;

    private RunJournal(Workspace workspace, OpenRun place, JournalFile file, IFaultPoints faults)
    {
        this.workspace = workspace;
        this.place = place;
        this.file = file;
        Faults = faults;
        key = new(workspace.Git, place.Run);
        writer = new(key, workspace.Redactor);
    }

    public RunId Run => place.Run;

    /// <summary>Where crashes are tried.</summary>
    public IFaultPoints Faults { get; }

    /// <summary>Why nothing more can be written down, in which case nothing more may be done.</summary>
    public Diagnostic? Problem => file.Fault is { } fault ? JournalDiagnostics.NotWritten(place.Journal, fault.Message) : null;

    /// <summary>Whether nothing is open: every op was answered, every answer is stored, all of it is written down.</summary>
    public bool IsSettled => open.IsEmpty && file.Fault is null;

    /// <summary>Whether an op of the run was sent, by this process or an earlier one.</summary>
    public bool HasSent { get; private set; }

    private static string PinOf(RunId run) => $"{PinFolder}{run}";

    private const string PinFolder = "refs/autoschematic/runs/";

    /// <summary>Pins the desired bodies and begins a journal; null with an error when either is not possible.</summary>
    public static async Task<RunJournal?> BeginAsync(
        Workspace workspace,
        JournalEntry.RunStarted start,
        IReadOnlyDictionary<RepoPath, ReadOnlyMemory<byte>> bodies,
        string? folder,
        IFaultPoints faults,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        await DropPinsAsync(workspace, diagnostics, cancellationToken);
        if (await workspace.Git.PinAsync(PinOf(start.Run), bodies, diagnostics, cancellationToken) is not { } pin)
        {
            return null;
        }

        faults.Reach(FaultPoint.Pinned, start.Run.Text);
        OpenRun? place = null;
        try
        {
            place = new RunFolder(workspace.Git).Prepare(start.Run, folder);
            var journal = new RunJournal(workspace, place, JournalFile.Create(place.Journal), faults);
            return await OpenAsync(journal, start with { Pin = pin }, diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(JournalDiagnostics.NotWritten(place?.Journal ?? folder ?? workspace.Git.StateDirectory, exception.Message));
        }

        return null;
    }

    /// <summary>Goes on with a journal; null with an error when it cannot be written.</summary>
    public static async Task<RunJournal?> ContinueAsync(
        Workspace workspace, OpenRun place, RunHistory history, IFaultPoints faults, DiagnosticBag diagnostics)
    {
        try
        {
            var journal = new RunJournal(
                workspace, place, JournalFile.Continue(place.Journal, history.Length, history.Lines), faults)
            {
                HasSent = history.Resources.Any(resource => resource.Attempts.Count > 0),
            };
            foreach (var resource in history.Resources.Where(resource => resource.Unknown is not null || resource.ToStore is not null))
            {
                journal.open[resource.Recorded.Key] = 0;
            }

            var host = workspace.Host;
            var resumed = new JournalEntry.RunResumed(workspace.Clock.GetUtcNow(), host.UserName, host.MachineName);
            return await OpenAsync(journal, resumed, diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(JournalDiagnostics.NotWritten(place.Journal, exception.Message));
        }

        return null;
    }

    /// <summary>Removes the last traces of a run that has ended or never began; throws when that is not possible.</summary>
    public static async Task EraseAsync(
        Workspace workspace, OpenRun run, IFaultPoints faults, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        new RunKey(workspace.Git, run.Run).Erase();
        await workspace.Git.UnpinAsync([PinOf(run.Run)], diagnostics, cancellationToken);
        faults.Reach(FaultPoint.RunErased, run.Run.Text);
        new RunFolder(workspace.Git).PutAway(run);
    }

    /// <summary>Writes an entry down; null once it is durable, else why it is not.</summary>
    public async Task<Diagnostic?> RecordAsync(JournalEntry entry)
    {
        Reach(entry, before: true);
        try
        {
            await file.AppendAsync(writer.Write(entry));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return JournalDiagnostics.NotWritten(place.Journal, exception.Message);
        }

        Follow(entry);
        Reach(entry, before: false);
        return null;
    }

    /// <summary>Writes an entry down in its order, without waiting until it is durable: losing it only makes a resume look again.</summary>
    public void Note(JournalEntry entry)
    {
        Reach(entry, before: true);
        try
        {
            _ = file.AppendAsync(writer.Write(entry));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The text could not be sealed, so the entry stays unwritten; the resource stays open, as it has to.
            return;
        }

        Follow(entry);
        Reach(entry, before: false);
    }

    /// <summary>Ends the run when nothing is open; false when something is, or it could not be written down.</summary>
    public async Task<bool> EndAsync(string outcome, DiagnosticBag diagnostics)
    {
        if (!IsSettled)
        {
            return false;
        }

        Faults.Reach(FaultPoint.RunEnding, Run.Text);
        if (await RecordAsync(new JournalEntry.RunEnded(workspace.Clock.GetUtcNow(), outcome)) is { } problem)
        {
            diagnostics.Add(problem);
            return false;
        }

        await file.DisposeAsync();
        try
        {
            await EraseAsync(workspace, place, Faults, diagnostics, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(JournalDiagnostics.NotErased(Run, exception.Message));
        }

        return true;
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    /// <summary>Writes the first entry of this process; null with an error, and closed, when that fails.</summary>
    private static async Task<RunJournal?> OpenAsync(RunJournal journal, JournalEntry first, DiagnosticBag diagnostics)
    {
        var isOpen = false;
        try
        {
            if (await journal.RecordAsync(first) is { } problem)
            {
                diagnostics.Add(problem);
                return null;
            }

            isOpen = true;
            return journal;
        }
        finally
        {
            if (!isOpen)
            {
                await journal.DisposeAsync();
            }
        }
    }

    /// <summary>A run that was killed before its journal was there has left only a pin.</summary>
    private static async Task DropPinsAsync(Workspace workspace, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await workspace.Git.RefsAsync(PinFolder, diagnostics, cancellationToken) is { Count: > 0 } left)
        {
            await workspace.Git.UnpinAsync(left, diagnostics, cancellationToken);
        }
    }

    private void Follow(JournalEntry entry)
    {
        switch (entry)
        {
            case JournalEntry.OpStarted started:
                open[started.Resource] = 0;
                HasSent = true;
                break;
            case JournalEntry.OpFailed failed:
                open.TryRemove(failed.Resource, out _);
                break;
            case JournalEntry.OpStored stored:
                open.TryRemove(stored.Resource, out _);
                break;
            case JournalEntry.ResourceDone done:
                open.TryRemove(done.Resource, out _);
                break;
            default:
                break;
        }
    }

    private void Reach(JournalEntry entry, bool before)
    {
        var (earlier, later, subject) = entry switch
        {
            JournalEntry.RunStarted => (null, FaultPoint.RunStarted, Run.Text),
            JournalEntry.OpStarted op => (FaultPoint.OpStarting, FaultPoint.OpStarted, op.Resource.ToString()),
            JournalEntry.OpFinished op => (FaultPoint.OpAnswered, FaultPoint.OpFinished, op.Resource.ToString()),
            JournalEntry.OpStored op => (FaultPoint.OutputsStaged, FaultPoint.OpStored, op.Resource.ToString()),
            JournalEntry.ResourceDone done => (null, FaultPoint.ResourceDone, done.Resource.ToString()),
            JournalEntry.RunEnded => (null, FaultPoint.RunEnded, Run.Text),
            JournalEntry.RunResumed => (null, FaultPoint.Resumed, Run.Text),
            _ => ((FaultPoint?)null, (FaultPoint?)null, ""),
        };
        if ((before ? earlier : later) is { } point)
        {
            Faults.Reach(point, subject);
        }
    }
}
