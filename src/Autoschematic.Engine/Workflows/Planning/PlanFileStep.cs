using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Plans;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Keeps a plan in a file.</summary>
internal sealed class PlanFileStep(Workspace workspace)
{
    /// <summary>The file; null with a diagnostic when it was not written.</summary>
    public async Task<SavedPlan?> RunAsync(
        PlanFileTarget target, PlanRequest request, PlanDraft draft, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await workspace.Git.ReadHeadAsync(diagnostics, cancellationToken) is not { } head)
        {
            return null;
        }

        if (Write(request, target.ToolVersion, head.Commit, draft) is not { } bytes)
        {
            diagnostics.Add(PlanFileDiagnostics.HoldsSecret(target.Path));
            return null;
        }

        try
        {
            PrivateFiles.WriteAtomic(target.Path, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(PlanFileDiagnostics.NotWritten(target.Path, exception.Message));
            return null;
        }

        new PlannedRemotes(workspace).Keep(draft);
        return new(target.Path, Hashes.Of(bytes));
    }

    /// <summary>SHA-256 of the file that would hold the plan; null when it must not be kept.</summary>
    public string? HashOf(PlanRequest request, string toolVersion, string? head, PlanDraft draft)
        => Write(request, toolVersion, head, draft) is { } bytes ? Hashes.Of(bytes) : null;

    /// <summary>The plan as a file; null when a secret is in it.</summary>
    private byte[]? Write(PlanRequest request, string toolVersion, string? head, PlanDraft draft)
    {
        var bytes = PlanFileWriter.Write(new PlanFileBuilder(workspace).Build(request, toolVersion, head, draft));
        return workspace.Redactor.ContainsSecret(Encoding.UTF8.GetString(bytes)) ? null : bytes;
    }
}
