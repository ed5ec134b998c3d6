using System.Text;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>Keeps secrets out of what is written from the remote side and shown of it: the values of sealed outputs, and what takes their place remotely.</summary>
internal sealed class BodySecrets(Workspace workspace)
{
    private const string Mask = "***";

    /// <summary>Whether a body has the value of a sealed output in clear.</summary>
    public bool Holds(ReadOnlyMemory<byte> body) => workspace.Secrets.IsRevealedIn(Encoding.UTF8.GetString(body.Span));

    /// <summary>Whether a body refers to a sealed output.</summary>
    public bool Refers(Prefix prefix, ReadOnlyMemory<byte> body)
        => ReferenceScanner.Find(BodyFormat.Text, body).References.Any(found => IsSealed(prefix, found.Reference));

    /// <summary>Whether a merged body has neither the value of a sealed output in clear, nor what replaced one remotely.</summary>
    public bool MayWrite(Prefix prefix, MergeResult result)
        => !Holds(result.Body) && !result.ReplacedReferences.Any(replaced => IsSealed(prefix, replaced.Reference)
            && !result.Taken.Any(change => change.Path == replaced.Path && change.New is null));

    /// <summary>Whether the values of both sides may be written beside each other.</summary>
    public bool MayMark(Prefix prefix, MergeResult result)
        => !result.Conflicts.Any(conflict => IsSecret(prefix, conflict.Base, conflict.Local, conflict.Remote))
            && !result.Unconfirmed.Any(change => IsSecret(prefix, change.Old, change.New));

    public IReadOnlyList<FieldChange> Hide(Prefix prefix, IReadOnlyList<FieldChange> changes)
        => [.. changes.Select(change => IsSecret(prefix, change.Old, change.New)
            ? change with { Old = Hide(prefix, change.Old), New = Hide(prefix, change.New) }
            : change)];

    public IReadOnlyList<MergeConflict> Hide(Prefix prefix, IReadOnlyList<MergeConflict> conflicts)
        => [.. conflicts.Select(conflict => IsSecret(prefix, conflict.Base, conflict.Local, conflict.Remote)
            ? conflict with { Base = Hide(prefix, conflict.Base), Local = Hide(prefix, conflict.Local), Remote = Hide(prefix, conflict.Remote) }
            : conflict)];

    // A reference itself is no secret.
    private string? Hide(Prefix prefix, string? text)
        => text is null || (Refers(prefix, text) && !workspace.Secrets.IsRevealedIn(text)) ? text : Mask;

    private bool IsSecret(Prefix prefix, params string?[] sides)
        => sides.OfType<string>().Any(side => workspace.Secrets.IsRevealedIn(side) || Refers(prefix, side));

    private bool Refers(Prefix prefix, string text) => Refers(prefix, Encoding.UTF8.GetBytes(text));

    private bool IsSealed(Prefix prefix, OutputReference reference)
        => Address.TryParse(reference.Address, out _) is { } address
            && SealedOutputs.IsSealed(prefix, workspace.Outputs.ReadValue(prefix, address, reference.Key, []));
}
