using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Reading;

/// <summary>Reads the stored outputs of one resource; starts no connector.</summary>
public sealed class OutputWorkflow
{
    public Task<OutputResult> RunAsync(
        Workspace workspace, OutputRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Run(workspace, request));
    }

    private static OutputResult Run(Workspace workspace, OutputRequest request)
    {
        var diagnostics = new DiagnosticBag();
        var values = new Dictionary<string, string>();
        if (!workspace.Transactions.Check(diagnostics))
        {
            return new(null, values, [.. diagnostics], RunOutcome.Refused);
        }

        if (TargetResolver.Resolve(workspace, request.CurrentDirectory, request.Path, diagnostics) is not { } resource)
        {
            return new(null, values, [.. diagnostics], RunOutcome.Usage);
        }

        var outputs = workspace.Outputs.Read(resource.Prefix, resource.Address, diagnostics);
        if (diagnostics.HasErrors)
        {
            return new(resource, values, [.. diagnostics], RunOutcome.Error);
        }

        if (outputs is null)
        {
            diagnostics.Add(ReadingDiagnostics.NoOutputs(resource));
            return new(resource, values, [.. diagnostics], RunOutcome.Error);
        }

        resource = resource with { Address = outputs.Address };
        if (request.Key is not { } key)
        {
            return new(resource, outputs.Values, [], RunOutcome.Done);
        }

        if (!outputs.Values.TryGetValue(key, out var value))
        {
            diagnostics.Add(ReadingDiagnostics.NoSuchOutput(resource, key, outputs.Values.Keys));
            return new(resource, values, [.. diagnostics], RunOutcome.Error);
        }

        return new(resource, new Dictionary<string, string> { [key] = value }, [], RunOutcome.Done);
    }
}
