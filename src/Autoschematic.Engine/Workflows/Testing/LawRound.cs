using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Laws;
using Autoschematic.Engine.Workflows.Laws.Live;
using Autoschematic.Engine.Workflows.Laws.Reading;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Testing;

/// <summary>All laws tried once.</summary>
/// <param name="onLaw">Called after each law.</param>
/// <param name="confirm">Asked before anything is created.</param>
internal sealed class LawRound(
    Workspace workspace,
    LawSession session,
    LawRequest request,
    int seed,
    Action onLaw,
    Func<IReadOnlyList<Address>, CancellationToken, Task<bool>> confirm,
    DiagnosticBag diagnostics)
{
    private const string MarkerStart = "lawcheck";

    private readonly List<LawReport> reports = [];
    private readonly HashSet<string> broken = [];

    public static int CountOfLaws(bool live) => ReadingLaws.Gentle.Count + ReadingLaws.Rough.Count + (live ? LiveLaws.All.Count : 0);

    /// <summary>Whether somebody said no to the live part.</summary>
    public bool WasRefused { get; private set; }

    public IReadOnlyList<LawReport> Reports => reports;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (reader, own) = (session.Reader!, session.Own!);
        var isReady = session.Connector.State is ConnectorState.Ready;

        // Whoever looks at the remote side meanwhile can tell whose these are.
        var marker = request.Live ? MarkerStart + request.Run.Text[^8..] : MarkerStart;
        var prefix = session.Connector.Prefix;
        var samples = await new SampleCollector(workspace, prefix, reader, marker, seed).CollectAsync(isReady, cancellationToken);
        var subject = new LawSubject(workspace, prefix, reader, own, samples, request.Limit, seed);
        await TryAsync(ReadingLaws.Gentle, subject, cancellationToken);
        if (session.Executing is { } executing && isReady)
        {
            await TryLiveAsync(executing, subject, cancellationToken);
        }

        if (!WasRefused)
        {
            await TryAsync(ReadingLaws.Rough, subject, cancellationToken);
        }
    }

    private async Task TryAsync(IReadOnlyList<ReadingLaw> laws, LawSubject subject, CancellationToken cancellationToken)
    {
        foreach (var law in laws)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var findings = NewFindings();
            if (law.Needs.FirstOrDefault(broken.Contains) is { } needed)
            {
                findings.Excuse($"it says nothing while `{needed}` is broken");
            }
            else
            {
                await law.TryAsync(subject, findings, cancellationToken);
            }

            Add(findings.Close(law.Name, law.Title));
        }
    }

    private async Task TryLiveAsync(LiveProbe executing, LawSubject subject, CancellationToken cancellationToken)
    {
        var chosen = await LiveTrialRunner.ChooseAsync(subject, cancellationToken);
        if (chosen.Count > 0 && !await confirm([.. chosen.Select(sample => sample.Address)], cancellationToken))
        {
            WasRefused = true;
            diagnostics.Add(LawDiagnostics.NotConfirmed());
            return;
        }

        using var recorder = new OutputRecorder(workspace, diagnostics, NoFaultPoints.Instance);
        var executor = new LiveExecutor(session.Session, session.Connector, executing, recorder, $"{request.Run} {seed}");
        var trial = await new LiveTrialRunner(session.Session, executing, executor, subject).RunAsync(chosen, cancellationToken);
        diagnostics.AddRange(trial.Left.Select(physical => LawDiagnostics.LeftBehind(session.Connector.Name, physical)));
        foreach (var law in LiveLaws.All)
        {
            var findings = NewFindings();
            findings.Idle(trial.WhyNot ?? "no skeleton is a resource that can be created here");
            law.Judge(trial, broken, findings);
            Add(findings.Close(law.Name, law.Title));
        }
    }

    private void Add(LawReport report)
    {
        reports.Add(report);
        if (report.Verdict == LawVerdict.Failed)
        {
            broken.Add(report.Law);
        }

        onLaw();
    }

    private LawFindings NewFindings() => new(error => session.Session.Describe(error).Message);
}
