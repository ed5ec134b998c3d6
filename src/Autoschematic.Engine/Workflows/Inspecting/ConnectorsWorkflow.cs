using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Inspecting;

/// <summary>Starts the configured connectors and says how each is doing.</summary>
public sealed class ConnectorsWorkflow(IConnectorPool pool)
{
    public async Task<ConnectorsResult> RunAsync(
        Workspace workspace, ConnectorsRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (TargetResolver.Narrow(workspace, request.Prefix, request.Connector, diagnostics) is not { } prefixes)
        {
            return new([], [.. diagnostics], RunOutcome.Usage);
        }

        var events = new EventSink(onEvent);
        var executing = await ExecutingSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(prefixes, connector => request.Connector is null || connector.Shortname == request.Connector, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
        var inspected = executing.Session.Connectors
            .Where(connector => request.Connector is null || connector.Name == request.Connector)
            .Select(connector => Inspect(executing, connector))
            .ToList();
        var failed = inspected.Count(connector => connector.Problem is not null);
        return new(inspected, [.. diagnostics], RunOutcomes.With(RunOutcomes.Of(inspected.Count - failed, failed), executing.Session));
    }

    private static InspectedConnector Inspect(ExecutingSession executing, SessionConnector connector)
    {
        var state = connector.State switch
        {
            ConnectorState.Ready or ConnectorState.NotInitialised => "ready",
            ConnectorState.InitFailed => "init failed",
            ConnectorState.StartFailed => "not started",
            _ => throw new System.Diagnostics.UnreachableException(connector.State.GetType().Name),
        };
        return new(
            connector.Prefix,
            connector.Name,
            connector.Configured.Spec,
            state,
            connector.Reader?.ProtocolVersion,
            connector.Reader?.Capabilities,
            executing.ExecutorOf(connector)?.Status,
            connector.Failure)
        {
            Concurrency = connector.Configured.Concurrency,
        };
    }
}
