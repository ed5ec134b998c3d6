using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Laws;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Testing;

/// <summary>Tries the laws of connectors on one of them; only a live trial changes anything, and takes it back.</summary>
public sealed class ConnectorTestWorkflow(IConnectorPool pool)
{
    public async Task<LawResult> RunAsync(
        Workspace workspace, LawRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (FindPrefix(workspace, request, diagnostics) is not { } prefix)
        {
            return Ended(request, null, diagnostics, RunOutcome.Usage);
        }

        if (!request.Live)
        {
            return await TestAsync(workspace, prefix, request, new(onEvent), diagnostics, cancellationToken);
        }

        if (!new SafetyLock(workspace.Files).Check(diagnostics))
        {
            return Ended(request, prefix, diagnostics, RunOutcome.Refused);
        }

        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "connectors test", diagnostics);
        return held is null
            ? Ended(request, prefix, diagnostics, RunOutcome.Refused)
            : await TestAsync(workspace, prefix, request, new(onEvent), diagnostics, cancellationToken);
    }

    private static ConfiguredPrefix? FindPrefix(Workspace workspace, LawRequest request, DiagnosticBag diagnostics)
    {
        var prefixes = TargetResolver.Narrow(workspace, request.Prefix, request.Connector, diagnostics);
        if (prefixes is { Count: > 1 })
        {
            diagnostics.Add(LawDiagnostics.SeveralPrefixes(request.Connector, prefixes.Select(prefix => prefix.Prefix.Name)));
        }

        return prefixes is [var only] ? only : null;
    }

    private async Task<LawResult> TestAsync(
        Workspace workspace,
        ConfiguredPrefix prefix,
        LawRequest request,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var session = await LawSession.StartAsync(
            workspace, pool, prefix, request, change => events.Send(new WorkflowEvent.ConnectorChanged(change)), diagnostics, cancellationToken);
        if (session.Reader is not { } reader)
        {
            return Ended(request, prefix, diagnostics, RunOutcomes.Without(session.Connector));
        }

        var (rounds, confirmed) = (0, false);
        LawRound round;
        do
        {
            round = new(
                workspace, session, request, request.Seed + rounds, events.Count(WorkflowPhase.Testing, LawRound.CountOfLaws(request.Live)), ConfirmOnceAsync, diagnostics);
            try
            {
                await round.RunAsync(cancellationToken);
                rounds++;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                diagnostics.Add(LawDiagnostics.Interrupted());
                return Ended(request, prefix, diagnostics, RunOutcome.Interrupted) with
                {
                    Laws = round.Reports,
                    Rounds = rounds,
                    ProtocolVersion = reader.ProtocolVersion,
                };
            }
        }
        while (rounds != request.Rounds && !round.WasRefused && round.Reports.All(law => law.Verdict != LawVerdict.Failed));

        return Ended(request, prefix, diagnostics, OutcomeOf(round, session.Connector, diagnostics)) with
        {
            Laws = round.Reports,
            Seed = request.Seed + Math.Max(rounds - 1, 0),
            Rounds = rounds,
            ProtocolVersion = reader.ProtocolVersion,
        };

        async Task<bool> ConfirmOnceAsync(IReadOnlyList<Address> addresses, CancellationToken token)
            => confirmed = confirmed || await request.Confirm(addresses, token);
    }

    private static RunOutcome OutcomeOf(LawRound round, SessionConnector connector, DiagnosticBag diagnostics)
    {
        var held = round.Reports.Count(law => law.Verdict == LawVerdict.Held);
        var failed = round.Reports.Count(law => law.Verdict == LawVerdict.Failed) + diagnostics.Count(found => found.Code == "LAW003");
        var outcome = RunOutcomes.Of(held, failed + (connector.Failure is null ? 0 : 1));
        return round.WasRefused ? RunOutcomes.Combine(RunOutcome.Refused, outcome) : outcome;
    }

    private static LawResult Ended(LawRequest request, ConfiguredPrefix? prefix, DiagnosticBag diagnostics, RunOutcome outcome)
        => new(request.Connector, prefix?.Prefix.Name, request.Live, request.Seed, 0, [], [.. diagnostics], outcome);
}
