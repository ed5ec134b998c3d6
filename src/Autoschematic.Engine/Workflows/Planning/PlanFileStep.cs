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

        var plan = new PlanFileBuilder(workspace).Build(request, target.ToolVersion, head.Commit, draft);
        var bytes = PlanFileWriter.Write(plan);
        if (workspace.Redactor.ContainsSecret(Encoding.UTF8.GetString(bytes)))
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

        new PlannedRemotes(workspace).Keep(draft.Items.Where(item => item.Resource.Action.IsChange).Select(item => item.RemoteState));
        return new(target.Path, Hashes.Of(bytes));
    }
}
