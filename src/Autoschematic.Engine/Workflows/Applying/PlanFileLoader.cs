using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Plans;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Reads a plan file and says whether it may be applied here and now at all.</summary>
internal sealed class PlanFileLoader(Workspace workspace)
{
    /// <summary>The plan; null with a diagnostic and the outcome that it means.</summary>
    public async Task<(LoadedPlan? Plan, RunOutcome Outcome)> LoadAsync(
        string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            return Refuse(PlanFileDiagnostics.NotRead(file, reason), RunOutcome.Usage);
        }

        switch (PlanFileReader.Parse(bytes))
        {
            case PlanFileParse.Newer newer:
                return Refuse(PlanFileDiagnostics.Newer(file, newer.Format, PlanFile.FormatVersion), RunOutcome.Usage);
            case PlanFileParse.Damaged damaged:
                return Refuse(PlanFileDiagnostics.Damaged(file, damaged.Problem), RunOutcome.Usage);
            case PlanFileParse.Read read when PlanFileSelections.FromFile(read.Plan.Selection, workspace.Root) is { } selection:
                return await CheckAsync(new(new(file, Hashes.Of(bytes)), read.Plan, selection));
            default:
                return Refuse(PlanFileDiagnostics.Damaged(file, "its selection cannot be"), RunOutcome.Usage);
        }

        (LoadedPlan?, RunOutcome) Refuse(Diagnostic diagnostic, RunOutcome outcome)
        {
            diagnostics.Add(diagnostic);
            return (null, outcome);
        }

        async Task<(LoadedPlan?, RunOutcome)> CheckAsync(LoadedPlan loaded)
        {
            if (await workspace.Git.ReadHeadAsync(diagnostics, cancellationToken) is not { } head)
            {
                return (null, RunOutcome.Error);
            }

            var planned = loaded.Plan.Head;
            if (planned != head.Commit)
            {
                return planned is not null && await workspace.Git.ResolveCommitAsync(planned, cancellationToken) is null
                    ? Refuse(PlanFileDiagnostics.OtherRepository(file, planned), RunOutcome.Usage)
                    : Refuse(PlanFileDiagnostics.HeadChanged(file, planned, head.Commit), RunOutcome.Stale);
            }

            return loaded.Plan.ConfigHash == Hashes.Of(workspace.ConfigSource.Text)
                ? (loaded, RunOutcome.Done)
                : Refuse(PlanFileDiagnostics.ConfigChanged(file), RunOutcome.Stale);
        }
    }
}
