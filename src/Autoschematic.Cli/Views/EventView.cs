using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows what happens while a command runs: progress, finished ops, notices; as JSON lines when asked for.</summary>
public sealed class EventView(OutputGate gate)
{
    private readonly DiagnosticView diagnostics = new(gate);
    private readonly HashSet<Diagnostic> shown = [];
    private readonly Lock lockObject = new();

    public void OnEvent(WorkflowEvent happened)
    {
        if (gate.Settings.Format == OutputFormat.JsonLines)
        {
            gate.Data(EventJson.Line(happened));
        }

        switch (happened)
        {
            case WorkflowEvent.ConnectorChanged changed:
                OnConnector(changed.Change);
                break;
            case WorkflowEvent.Progress progress:
                OnProgress(progress);
                break;
            case WorkflowEvent.ResourceDone done:
                OnResource(done);
                break;
            case WorkflowEvent.OpStarted started:
                gate.Progress.Show(OpName(started.Resource, started.Index, started.Count));
                break;
            case WorkflowEvent.OpDone done:
                gate.Progress.Remove(OpName(done.Resource, done.Index, done.Count));
                OnOp(done);
                break;
            case WorkflowEvent.TaskMessage said:
                OnMessage(said.Message);
                break;
            case WorkflowEvent.PackageChanged changed:
                OnPackage(changed);
                break;
            case WorkflowEvent.Notice notice:
                ShowOnce(notice.Diagnostic);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(happened.GetType().Name);
        }
    }

    /// <summary>Shows those that were not shown yet, apart from each other: first what is less serious, errors last.</summary>
    /// <returns>How many there were.</returns>
    public int ShowRest(IEnumerable<Diagnostic> found)
    {
        var count = 0;
        foreach (var diagnostic in found.OrderByDescending(item => (int)item.Severity).Where(IsNew))
        {
            if (count++ > 0)
            {
                gate.Say("");
            }

            diagnostics.Show(diagnostic);
        }

        return count;
    }

    private void OnConnector(ConnectorProgress change)
    {
        var name = $"{change.Prefix}/{change.Connector}";
        gate.Progress.Remove($"Starting {name}");
        gate.Progress.Remove($"Initialising {name}");
        switch (change)
        {
            case ConnectorProgress.Starting:
                gate.Progress.Show($"Starting {name}");
                break;
            case ConnectorProgress.Initialising:
                gate.Progress.Show($"Initialising {name}");
                break;
            case ConnectorProgress.Ready:
                Detail($"{name} is ready");
                break;
            case ConnectorProgress.Failed failed:
                ShowOnce(failed.Diagnostic);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(change.GetType().Name);
        }
    }

    private void OnProgress(WorkflowEvent.Progress progress)
    {
        if (progress.Total is { } total && progress.Done >= total)
        {
            gate.Progress.Remove(Phases.Describe(progress.Phase));
        }
        else
        {
            gate.Progress.Show(Phases.Describe(progress.Phase), progress.Done, progress.Total);
        }
    }

    private void OnResource(WorkflowEvent.ResourceDone done)
    {
        var line = $"{done.Resource}  {done.Word}";
        if (done.Phase is WorkflowPhase.Planning or WorkflowPhase.Comparing or WorkflowPhase.Validating)
        {
            gate.Log(line);
        }
        else if (done.Phase == WorkflowPhase.Applying && gate.ErrorColumns is null && gate.Settings.Format == OutputFormat.Human)
        {
            // No progress is drawn here, and an apply may take long: whoever reads along sees it move.
            gate.Say($"  {line}");
        }
        else
        {
            Detail(line);
        }
    }

    private void OnOp(WorkflowEvent.OpDone done)
    {
        if (gate.ErrorColumns is null && !gate.Settings.IsVerbose)
        {
            // Nobody watches: the report says it in a moment.
            gate.Log($"{done.Resource}  {done.Message ?? done.Op.Message ?? "done"}");
            return;
        }

        var line = new StyledText().Add($"  {done.Resource}  ");
        var message = gate.Clean(Lines.First(done.Message ?? done.Op.Message ?? "done"));
        gate.Say(line.Add(gate.ErrorColumns is { } columns ? Cells.Clip(message, Math.Max(columns - line.Width, 20)) : message, Tone.Muted));
    }

    private void OnPackage(WorkflowEvent.PackageChanged changed)
    {
        if (changed.State == PackageState.Installing)
        {
            gate.Progress.Show($"Installing {changed.Package}");
        }
        else
        {
            gate.Progress.Remove($"Installing {changed.Package}");
            Detail($"{changed.Package}  {InstallView.Word(changed.State)}");
        }
    }

    private void OnMessage(string message)
    {
        foreach (var line in message.Split('\n'))
        {
            gate.Report(line);
        }
    }

    private void Detail(string line)
    {
        if (gate.Settings.IsVerbose)
        {
            gate.Say(StyledText.Of($"  {line}", Tone.Muted));
        }
        else
        {
            gate.Log(line);
        }
    }

    private void ShowOnce(Diagnostic diagnostic)
    {
        if (IsNew(diagnostic))
        {
            diagnostics.Show(diagnostic);
        }
    }

    private bool IsNew(Diagnostic diagnostic)
    {
        lock (lockObject)
        {
            return shown.Add(diagnostic);
        }
    }

    private static string OpName(ResourceKey resource, int index, int count)
        => count == 1 ? $"{resource}" : $"{resource} ({index + 1}/{count})";
}
