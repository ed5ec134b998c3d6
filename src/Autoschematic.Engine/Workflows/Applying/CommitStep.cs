using Autoschematic.Engine.Git;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Commits the bodies that were done and their outputs, and nothing else.</summary>
internal sealed class CommitStep(Workspace workspace, ApplyRequest request, OutputRecorder recorder, DiagnosticBag diagnostics)
{
    /// <summary>The commit's id, or null when none was made.</summary>
    public async Task<string?> RunAsync(
        AgreedItems agreed, IReadOnlyList<AppliedResource> applied, RunOutcome outcome, CancellationToken cancellationToken)
    {
        var paths = PathsOf(agreed);
        var done = applied.Where(resource => resource.Status is ApplyStatus.Done).ToList();
        if (done.Count == 0 || paths.Count == 0 || request.Commit == CommitMode.Never)
        {
            return null;
        }

        var message = request.CommitMessage ?? MessageFor(done);
        if (request.Commit == CommitMode.Ask)
        {
            if (outcome != RunOutcome.Done || request.OfferCommit is not { } offer
                || await offer(new(paths, message, applied), cancellationToken) is not { } answer)
            {
                return null;
            }

            message = answer;
        }

        // Bodies of the working tree were not staged by anyone yet.
        if (request.Selection.Mode is not SelectionMode.Staged && !await workspace.Git.StageAsync(paths, diagnostics, cancellationToken))
        {
            return null;
        }

        List<KeyValuePair<string, string>> trailers = [new("Autoschematic-Run", request.Run.Text)];
        if (request.PlanHash is { } hash)
        {
            trailers.Add(new("Autoschematic-Plan", hash));
        }

        return await workspace.Git.CommitAsync(new(paths, message, trailers), diagnostics, cancellationToken) is CommitResult.Made made
            ? made.Commit
            : null;
    }

    private IReadOnlyList<RepoPath> PathsOf(AgreedItems agreed)
    {
        var paths = new SortedSet<RepoPath>();
        foreach (var item in agreed.All.Where(item => item.Item.File.Change != ChangeKind.Unchanged || agreed.IsDone(item.Item.Key)))
        {
            // A deletion that no commit ever knew of has nothing to commit.
            if (item.Item.Desired is not null || item.Item.File.BaseBlob is not null)
            {
                paths.Add(item.Item.Key.File);
            }

            paths.UnionWith(recorder.ChangedFor(item.Item.Key));
        }

        return [.. paths];
    }

    private static string MessageFor(IReadOnlyList<AppliedResource> done)
        => done.Count == 1
            ? $"{Verb(done[0].Action)} {done[0].Resource}"
            : $"Apply {done.Count} resources";

    private static string Verb(PlanAction action) => action switch
    {
        PlanAction.Create => "Create",
        PlanAction.Delete => "Delete",
        PlanAction.Replace => "Replace",
        PlanAction.Moved => "Move",
        _ => "Update",
    };
}
