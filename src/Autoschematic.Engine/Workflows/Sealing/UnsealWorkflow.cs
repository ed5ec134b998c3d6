using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>Opens a sealed file: the one command whose result is a secret in clear.</summary>
public sealed class UnsealWorkflow
{
    public Task<UnsealResult> RunAsync(Workspace workspace, UnsealRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Run(workspace, request));
    }

    private static UnsealResult Run(Workspace workspace, UnsealRequest request)
    {
        var diagnostics = new DiagnosticBag();
        if (PathArguments.Resolve(workspace.Root, request.CurrentDirectory, request.Path) is not { } file)
        {
            diagnostics.Add(WorkflowDiagnostics.OutsideRepository(request.Path));
            return UnsealResult.Ended(null, diagnostics, RunOutcome.Usage);
        }

        if (request.OutputPath is { } given
            && (PathArguments.Resolve(workspace.Root, request.CurrentDirectory, given) is not null
                || PathArguments.IsRoot(workspace.Root, request.CurrentDirectory, given)))
        {
            diagnostics.Add(SealingDiagnostics.OutputInRepository(given));
            return UnsealResult.Ended(file, diagnostics, RunOutcome.Usage);
        }

        if (workspace.Secrets.Open(file, diagnostics) is not { } found)
        {
            return UnsealResult.Ended(file, diagnostics, RunOutcome.Error);
        }

        var key = new SealedFor(found.Secret.ServerDomain, found.Secret.KeyId, found.Secret.Version);
        if (request.OutputPath is not { } output)
        {
            return new(file, key, null, found.Value, [.. diagnostics], RunOutcome.Done);
        }

        var target = Path.GetFullPath(output, request.CurrentDirectory);
        try
        {
            PrivateFiles.WriteAtomic(target, found.Value, overwrite: false);
            return new(file, key, target, null, [.. diagnostics], RunOutcome.Done);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(SealingDiagnostics.OutputNotWritten(output, exception.Message));
            return UnsealResult.Ended(file, diagnostics, RunOutcome.Error);
        }
    }
}
