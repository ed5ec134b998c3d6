using System.Text;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Plans;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Describes a plan so that another process can execute exactly it.</summary>
internal sealed class PlanFileBuilder(Workspace workspace)
{
    private readonly SealedOutputs outputs = new(workspace);
    private readonly Dictionary<SessionConnector, ConnectorIdentity?> identities = [];

    public PlanFile Build(PlanRequest request, string toolVersion, string? head, PlanDraft draft)
        => new(
            toolVersion,
            head,
            Hashes.Of(workspace.ConfigSource.Text),
            PlanFileSelections.ToFile(request.Selection, workspace.Root, request.NoRename, request.StrictEnvironment),
            [.. draft.Items.Select(Describe).Concat(draft.Unknown.Select(Describe)).OrderBy(entry => entry.File, StringComparer.Ordinal)]);

    /// <summary>The program that plans for a connector; null when it does not run.</summary>
    public ConnectorIdentity? IdentityOf(SessionConnector connector)
    {
        if (!identities.TryGetValue(connector, out var identity))
        {
            identities[connector] = identity = connector.Reader?.Identity;
        }

        return identity;
    }

    /// <summary>The outputs that a body refers to, as they are now, in ordinal order.</summary>
    public IReadOnlyList<PlanFileRead> ReadsOf(ResourceKey resource, ReadOnlyMemory<byte>? desired)
        =>
        [
            .. BodyReferences.Of(resource.Address, desired)
                .Select(found => new PlanFileRead(
                    found.Reference.Address,
                    found.Reference.Key,
                    outputs.ReadValue(resource.Prefix, found.Address, found.Reference.Key, new DiagnosticBag()) is { } value ? Hashes.Of(value) : null))
                .OrderBy(read => read.Address, StringComparer.Ordinal)
                .ThenBy(read => read.Key, StringComparer.Ordinal),
        ];

    private PlanFileEntry Describe(PlannedItem item)
        => Describe(item.Resource) with
        {
            Identity = IdentityOf(item.Item.Owner),
            Fingerprint = item.RemoteState.Fingerprint,
        };

    private PlanFileEntry Describe(PlannedResource resource)
    {
        var key = resource.Resource;
        return new(
            key.File.Text,
            key.Prefix.Name,
            key.Address.Text,
            resource.Physical?.Text,
            resource.Connector,
            null,
            resource.Action.Word,
            (resource.Action as PlanAction.Moved)?.From.File.Text,
            resource.Desired is { } desired ? Hashes.Of(desired) : null,
            null,
            ReadsOf(key, resource.Desired),
            [.. resource.Ops.SelectMany(op => op.WritesOutputs).Distinct().Order(StringComparer.Ordinal)],
            OpValues.Hash(resource.Ops),
            IsSensitive(resource) ? null : resource.Ops,
            resource.Action is PlanAction.Deferred deferred ? Describe(deferred, resource.Desired) : null);
    }

    private PlanFileDeferral Describe(PlanAction.Deferred deferred, ReadOnlyMemory<byte>? desired)
        => new(
            deferred.Predicted.Word,
            [.. deferred.Waits.OrderBy(wait => wait.Address, StringComparer.Ordinal).ThenBy(wait => wait.Key, StringComparer.Ordinal)],
            HoldsSecret(desired) ? null : desired);

    /// <summary>Whether ops of a resource may hold the value of a secret: where its body does, or they do themselves.</summary>
    private bool IsSensitive(PlannedResource resource)
        => resource.Ops.Count > 0
            && (ReadsSealed(resource) || HoldsSecret(resource.Resolved)
                || resource.Ops.Any(op => workspace.Redactor.ContainsSecret(op.Definition) || workspace.Redactor.ContainsSecret(op.Message ?? "")));

    /// <summary>Whatever its value looks like, also one too short to be recognised elsewhere.</summary>
    private bool ReadsSealed(PlannedResource resource)
        => BodyReferences.Of(resource.Resource.Address, resource.Desired).Any(found => SealedOutputs.IsSealed(
            resource.Resource.Prefix,
            workspace.Outputs.ReadValue(resource.Resource.Prefix, found.Address, found.Reference.Key, new DiagnosticBag())));

    private bool HoldsSecret(ReadOnlyMemory<byte>? body)
        => body is { } bytes && workspace.Redactor.ContainsSecret(Encoding.UTF8.GetString(bytes.Span));
}
