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
            request.CommitMessage);
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
            [.. selection.DeletedOutputBlobs.Select(output => new RecordedOutput(output.File, output.Blob))]);
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
        _ => new PlanAction.Failed([ApplyDiagnostics.WasNotPlanned(resource.Key)]),
    };

    /// <summary>Whether executing the plan does something with it, if only removing what a deleted one left.</summary>
    private static bool Matters(PlannedItem item)
        => item.Resource.Action is not PlanAction.Unchanged || item.Resource.IsDeletion;

    private static RecordedResource Record(PlannedItem item)
    {
        var resource = item.Resource;
        return new(
            item.Item.File,
            resource.Connector,
            resource.Action.Word,
            (resource.Action as PlanAction.Deferred)?.Predicted.Word,
            resource.Physical,
            FingerprintOf(item),
            [.. resource.Ops.Select(HashOf)])
        {
            MovedFrom = (resource.Action as PlanAction.Moved)?.From,
        };
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
