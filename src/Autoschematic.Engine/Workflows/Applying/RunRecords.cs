using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Plans;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Writes down what a run is about, and reads it again.</summary>
internal static class RunRecords
{
    /// <summary>The first entry of a journal; its pin is not known yet.</summary>
    public static JournalEntry.RunStarted Describe(
        Workspace workspace, ApplyRequest request, Selection selection, PlanDraft draft, GitHead head)
    {
        var linked = draft.Edges.SelectMany(edge => new[] { edge.Dependent, edge.Dependency }).ToHashSet();
        var options = new RunOptions(
            request.Selection.Mode is SelectionMode.Staged,
            request.Selection.Connector,
            request.StrictEnvironment,
            request.NoDeferred,
            request.Parallelism,
            request.Commit == CommitMode.Always,
            request.CommitMessage)
        {
            PlanHash = request.PlanHash,
        };
        return new(
            request.Run,
            workspace.Clock.GetUtcNow(),
            workspace.Host.UserName,
            workspace.Host.MachineName,
            head.Commit,
            ConfigHash(workspace),
            Pin: "",
            options,
            [.. draft.Items.Where(item => Matters(item) || linked.Contains(item.Item.Key)).Select(Record)],
            [.. draft.Edges.Select(edge => new RecordedEdge(edge.Dependent, edge.Dependency, edge.Reason.ToString()))],
            [.. selection.DeletedOutputBlobs.Select(output => new RecordedOutput(output.File, output.Blob))])
        {
            Worktree = RunWorktree.Of(workspace.Git),
            Unplanned = [.. draft.Unknown.Select(Record)],
        };
    }

    /// <summary>The desired bodies of the recorded resources, as they were read.</summary>
    public static IReadOnlyDictionary<RepoPath, ReadOnlyMemory<byte>> Bodies(PlanDraft draft, JournalEntry.RunStarted start)
    {
        var bodies = draft.Items.ToDictionary(item => item.Item.Key, item => item.Item.Desired);
        return start.Resources
            .Where(resource => bodies[resource.Key] is not null)
            .ToDictionary(resource => resource.Key.File, resource => bodies[resource.Key]!.Value);
    }

    public static string ConfigHash(Workspace workspace) => HashOf(workspace.ConfigSource.Text);

    /// <summary>Of the remote body that was planned against; null when there was none.</summary>
    public static string? FingerprintOf(PlannedItem planned)
        => planned.Remote is { } remote
            ? CanonicalValue.Fingerprint(BodyFormats.Of(planned.Item.Key.Address), remote.Body.Span)
            : null;

    public static string HashOf(ConnectorOp op) => OpValues.Hash([op]);

    /// <summary>The action that was recorded; one that could not be planned stays so.</summary>
    public static PlanAction ActionOf(RecordedResource resource) => ActionOf(resource, resource.Action);

    private static PlanAction ActionOf(RecordedResource resource, string? word) => word switch
    {
        "unchanged" => new PlanAction.Unchanged(),
        "create" => new PlanAction.Create(),
        "update" => new PlanAction.Update(),
        "delete" => new PlanAction.Delete(),
        "replace" => new PlanAction.Replace(),
        "moved" or "moved + update" when resource.MovedFrom is { } from => new PlanAction.Moved(from, Updates: word != "moved"),
        "deferred" => new PlanAction.Deferred([], ActionOf(resource, resource.Predicted)),
        "stale" => new PlanAction.Stale(ActionOf(resource, resource.Predicted), ApplyDiagnostics.WasStale(resource.Key, resource.Reason)),
        _ => new PlanAction.Failed([ApplyDiagnostics.WasNotPlanned(resource.Key, resource.Reason)]),
    };

    /// <summary>What was selected and is no part of the run, as its summary shows it.</summary>
    public static PlannedResource ResourceOf(UnplannedResource unplanned)
    {
        var (key, planned) = (unplanned.Key, unplanned.Planned);
        var recorded = new RecordedResource(
            new(key.Prefix, key.Address, key.File, unplanned.IsDeletion ? ChangeKind.Deleted : ChangeKind.Modified, null, null, false),
            unplanned.Connector, planned is null ? "error" : "stale", planned, null, null, [])
        {
            Reason = unplanned.Reason,
        };
        var body = unplanned.IsDeletion ? default(ReadOnlyMemory<byte>?) : ReadOnlyMemory<byte>.Empty;
        return new(key, unplanned.Connector, null, ActionOf(recorded), [], body, null, null, null, []);
    }

    /// <summary>Whether executing the plan does something with it, or committing it, if only removing what a deleted one left.</summary>
    private static bool Matters(PlannedItem item)
        => item.Resource.Action is not PlanAction.Unchanged || item.Item.File.Change != ChangeKind.Unchanged;

    private static UnplannedResource Record(PlannedResource resource)
        => new(
            resource.Resource,
            resource.Connector,
            (resource.Action as PlanAction.Stale)?.Planned.Word,
            resource.IsDeletion,
            ReasonOf(resource.Action) ?? "");

    private static string? ReasonOf(PlanAction action) => action switch
    {
        PlanAction.Failed failed => failed.Diagnostics[0].Message,
        PlanAction.Stale stale => stale.Diagnostic.Message,
        _ => null,
    };

    private static RecordedResource Record(PlannedItem item)
    {
        var resource = item.Resource;
        return new(
            item.Item.File,
            resource.Connector,
            resource.Action.Word,
            resource.Action switch
            {
                PlanAction.Deferred deferred => deferred.Predicted.Word,
                PlanAction.Stale stale => stale.Planned.Word,
                _ => null,
            },
            resource.Physical,
            FingerprintOf(item),
            [.. resource.Ops.Select(HashOf)])
        {
            MovedFrom = ((resource.Action is PlanAction.Stale refused ? refused.Planned : resource.Action) as PlanAction.Moved)?.From,
            Reason = ReasonOf(resource.Action),
            IsLeftAlone = item.IsLeftAlone,
        };
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
