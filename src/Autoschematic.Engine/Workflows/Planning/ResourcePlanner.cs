using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Plans one resource: where it is, what is there, what is wanted, and the ops between.</summary>
internal sealed class ResourcePlanner(ConnectorSession session)
{
    private readonly Dictionary<ResourceKey, Address> moved = [];

    /// <summary>From now on the outputs of an address are those that still lie at another one.</summary>
    public void ReadOutputsOf(ResourceKey resource, Address oldAddress) => moved[resource] = oldAddress;

    public async Task<PlannedItem> PlanAsync(PlanItem item, CancellationToken cancellationToken)
    {
        var draft = new PlannedItem(item, Empty(item), IsMapped: false, Remote: null);
        if (item.Owner.Failure is { } failure)
        {
            return draft.Fail(failure);
        }

        try
        {
            return await PlanAsync(draft, cancellationToken);
        }
        catch (ConnectorException exception)
        {
            return draft.Fail(BodyPlaces.Locate(session.Describe(exception, item.Key), exception, item));
        }
    }

    /// <summary>Plans a resource against the remote that another file stood for so far; null when only something new would do.</summary>
    public async Task<PlannedItem?> PlanMovedAsync(PlannedItem addition, PlannedItem from, bool isEqual, CancellationToken cancellationToken)
    {
        var draft = addition with
        {
            IsMapped = true,
            Remote = from.Remote,
            Resource = addition.Resource with
            {
                Physical = from.Resource.Physical,
                Remote = from.Remote!.Body,
                Action = new PlanAction.Moved(from.Item.Key, Updates: false),
                Ops = [],
                Diff = null,
            },
        };
        if (isEqual)
        {
            return draft;
        }

        var asked = await AskAsync(draft, addition.Resource.Resolved, cancellationToken);
        return asked.Resource.Action switch
        {
            PlanAction.Update => asked.MovedFrom(from.Item.Key),
            PlanAction.Moved => asked,
            _ => null,
        };
    }

    /// <summary>The body with its references replaced by what the output files say now.</summary>
    public ResolvedBody? Resolve(PlanItem item, DiagnosticBag diagnostics)
        => item.Desired is { } desired
            ? OutputResolver.Resolve(session.Workspace, item.Key, desired, diagnostics, PlaceOfOutputs)
            : null;

    /// <summary>A conflict that nobody settled is no state that anybody wants.</summary>
    private static Diagnostic? FindMark(PlanItem item)
    {
        if (item.Desired is not { } desired || BodyTrees.Decode(desired.Span) is not { } text)
        {
            return null;
        }

        var source = new SourceText(text, item.Key.File.Text);
        return LeftoverMarks.Find(BodyFormats.Of(item.Key.Address), source).FirstOrDefault(mark => mark.IsConflict) is { } mark
            ? PlanDiagnostics.ConflictMarked(new(source, mark.Span))
            : null;
    }

    private Address PlaceOfOutputs(ResourceKey resource) => moved.GetValueOrDefault(resource, resource.Address);

    private async Task<PlannedItem> PlanAsync(PlannedItem draft, CancellationToken cancellationToken)
    {
        var item = draft.Item;
        var reader = item.Owner.Reader!;
        var found = new DiagnosticBag();
        var resolved = Resolve(item, found);
        if (found.FirstOrDefault(finding => finding.Severity == DiagnosticSeverity.Error) is { } problem)
        {
            return draft.Fail(problem);
        }

        if (FindMark(item) is { } mark)
        {
            return draft.Fail(mark);
        }

        switch (await session.MapAsync(item.Owner, item.Key.Address, cancellationToken))
        {
            case MappedAddress.Waiting waiting when item.Desired is null:
                return draft.Fail(PlanDiagnostics.DeletionWaits(item.Key, waiting.Reads));
            case MappedAddress.Waiting waiting:
                return Defer(draft, [.. waiting.Reads, .. resolved!.Unresolved.Except(waiting.Reads)], resolved);
            case MappedAddress.At at:
                var remote = await reader.GetAsync(at.Physical, cancellationToken);
                session.Workspace.Redactor.AddRange(SensitiveValues(remote));
                draft = draft with
                {
                    IsMapped = at.IsMapped,
                    Remote = remote,
                    Resource = draft.Resource with { Physical = at.Physical, Remote = remote?.Body },
                };
                break;
            default:
                draft = draft with { IsMapped = true };
                break;
        }

        if (item.Desired is null)
        {
            return draft.Remote is null ? draft : await AskToDeleteAsync(draft, cancellationToken);
        }

        return resolved!.IsComplete
            ? await AskAsync(Hint(draft, resolved), resolved.Bytes, cancellationToken)
            : Defer(draft, resolved.Unresolved, resolved);
    }

    /// <summary>Plans a deletion; where that fails it is still known what was there, since another file may hold it now.</summary>
    private async Task<PlannedItem> AskToDeleteAsync(PlannedItem draft, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(draft, null, cancellationToken);
        }
        catch (ConnectorException exception)
        {
            var failure = session.Describe(exception, draft.Item.Key);
            return draft.Fail(failure) with { Obstacle = failure };
        }
    }

    private async Task<PlannedItem> AskAsync(
        PlannedItem draft, ReadOnlyMemory<byte>? desired, CancellationToken cancellationToken)
    {
        var (item, remote) = (draft.Item, draft.Remote);
        if (IsAmbiguous(item.Owner) && (desired is { Length: 0 } || remote is { Body.Length: 0 }))
        {
            return draft.Fail(PlanDiagnostics.EmptyBody(item.Key, item.Owner.Name, remote: desired is not { Length: 0 }));
        }

        var address = draft.Resource.Physical ?? item.Key.Address;
        var ops = await item.Owner.Reader!.PlanAsync(address, remote?.Body, desired, cancellationToken);
        draft = draft with { Resource = draft.Resource with { Resolved = desired } };
        if (ops.Count == 0)
        {
            if (desired is not null)
            {
                return draft;
            }

            var nothing = PlanDiagnostics.NothingToDelete(item.Key, item.Owner.Name);
            return draft.Say(nothing) with { Obstacle = nothing };
        }

        return draft with
        {
            Resource = draft.Resource with
            {
                Action = desired is null ? new PlanAction.Delete()
                    : remote is null ? new PlanAction.Create()
                    : IsReplacement(ops) ? new PlanAction.Replace()
                    : new PlanAction.Update(),
                Ops = ops,
                Diff = SecretDiffs.Hide(
                    session.Workspace.Secrets, BodyDiff.Compare(BodyFormats.Of(item.Key.Address), remote?.Body, desired)),
            },
        };
    }

    private PlannedItem Defer(PlannedItem draft, IReadOnlyList<OutputReference> waits, ResolvedBody resolved)
    {
        // A mapping that waits needs an output of something that does not exist yet, so neither does this.
        PlanAction predicted = draft.Remote is null ? new PlanAction.Create() : new PlanAction.Update();
        draft = Hint(draft, resolved);
        return draft with
        {
            Resource = draft.Resource with
            {
                Action = new PlanAction.Deferred(waits, predicted),
                Diff = SecretDiffs.Hide(
                    session.Workspace.Secrets, BodyDiff.Compare(BodyFormats.Of(draft.Item.Key.Address), draft.Remote?.Body, resolved.Bytes)),
            },
        };
    }

    private static PlannedItem Hint(PlannedItem draft, ResolvedBody resolved)
        => resolved.Hint is { } hint ? draft.Say(PlanDiagnostics.ReferenceHint(draft.Item.Key, hint)) : draft;

    /// <summary>Whether an empty side of Plan would be taken for an absent one.</summary>
    private static bool IsAmbiguous(SessionConnector owner)
        => owner.Configured.Spec.Wire == WireProtocol.Grpc && owner.Reader!.Capabilities.IsPlain;

    private static bool IsReplacement(IReadOnlyList<ConnectorOp> ops)
        => ops.Any(op => op.Kind == OpKind.Replace)
            || (ops.Any(op => op.Kind == OpKind.Delete) && ops.Any(op => op.Kind == OpKind.Create));

    private static IEnumerable<string> SensitiveValues(RemoteResource? remote)
        => remote is null ? [] : remote.Outputs.Where(output => remote.SensitiveOutputs.Contains(output.Key)).Select(output => output.Value);

    private static PlannedResource Empty(PlanItem item)
        => new(item.Key, item.Owner.Name, null, new PlanAction.Unchanged(), [], item.Desired, null, null, null, []);
}
