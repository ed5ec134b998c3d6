using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Finds the base of a file and merges the remote body into it; connectors say what is the same.</summary>
internal sealed class PullMerger(Workspace workspace, Selection selection)
{
    private readonly BodySecrets secrets = new(workspace);

    /// <summary>What was agreed on, else what HEAD has, else null; also null, with a diagnostic, when HEAD cannot be read.</summary>
    /// <param name="local">The file, without marks.</param>
    /// <param name="isMarked">Whether it has marks; then it comes from what was agreed on before they were written.</param>
    /// <param name="isConfirmed">Whether HEAD, or an earlier agreement, may be taken for the base.</param>
    public async Task<PullBase?> FindBaseAsync(
        SelectedFile file,
        ReadOnlyMemory<byte>? local,
        bool isMarked,
        bool isConfirmed,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var agreed = await workspace.Agreed.ReadAsync(file.File, back: isMarked ? 1 : 0, cancellationToken);

        // A file as HEAD has it, and as it was agreed on earlier: another branch was checked out, or the last pull was taken
        // back. It may also be a commit that goes back to an old value and was never applied, so that is asked.
        var mayBeEarlier = agreed is not null && !isMarked && local is { } body && workspace.Agreed.FindEarlier(file.File, body) > 0;
        if (agreed is { } last && !mayBeEarlier)
        {
            return new(last, IsAgreed: true);
        }

        var committed = await selection.ReadBaseAsync(file, diagnostics, cancellationToken);
        if (mayBeEarlier)
        {
            return committed is { } head && head.Span.SequenceEqual(local!.Value.Span) ? new(head, isConfirmed)
                : diagnostics.HasErrors ? null
                : new(agreed!.Value, IsAgreed: true);
        }

        return committed is { } first ? new(first, isConfirmed) : null;
    }

    /// <summary>Whether the remote side is still what the base says.</summary>
    public async Task<bool> IsUnchangedAsync(
        IConnectorReader reader, SelectedFile file, PullBase old, RemoteResource remote, CancellationToken cancellationToken)
        => await reader.EqAsync(file.Address, Resolve(file, old.Body), remote.Body, cancellationToken);

    /// <summary>Merges under a rule.</summary>
    /// <param name="isUnchanged">Whether the remote side is still what the base says.</param>
    public async Task<PullMerge> MergeAsync(
        IConnectorReader reader,
        SelectedFile file,
        PullBase? old,
        bool isUnchanged,
        ReadOnlyMemory<byte> local,
        RemoteResource remote,
        ConflictRule rule,
        CancellationToken cancellationToken)
    {
        var theirs = isUnchanged ? Resolve(file, old!.Body) : remote.Body;
        var input = new MergeInput(BodyFormats.Of(file.Address), old?.Body, local, theirs, reference => Lookup(file, reference))
        {
            Rule = rule,
            IsAgreed = old?.IsAgreed != false,
        };
        var result = BodyMerger.Merge(input);
        var agreed = old is not null ? TakeOnly(input, old.Body, keepMissing: false)
            : new MergeResult(remote.Body, [], [], [], [], BodyMerger.Replace(input.Format, local, remote.Body).ReplacedReferences);

        // A field that the remote side lacks is gone, or it is one that it never tells: then it counts for nothing.
        if (old is not null && (result.Taken.Concat(result.Unconfirmed).Any(change => change.New is null)
            || result.Conflicts.Any(conflict => conflict is { Base: not null, Remote: null })))
        {
            var kept = TakeOnly(input, old.Body, keepMissing: true);
            if (!kept.Body.Span.SequenceEqual(agreed.Body.Span)
                && await reader.EqAsync(file.Address, Resolve(file, kept.Body), remote.Body, cancellationToken))
            {
                result = BodyMerger.Merge(input with { KeepMissing = true });
                agreed = kept;
            }
        }

        // What was decided for the file is a local change from now on, so the base must not have it.
        var isAllTheirs = result.Kept.Count == 0 && (rule == ConflictRule.Theirs || (result.Conflicts.Count == 0 && result.Unconfirmed.Count == 0));
        return new(
            result,
            isAllTheirs ? result.Body : secrets.MayWrite(file.Prefix, agreed) ? agreed.Body : default(ReadOnlyMemory<byte>?));
    }

    /// <summary>The base with the remote side's changes alone.</summary>
    private static MergeResult TakeOnly(MergeInput input, ReadOnlyMemory<byte> old, bool keepMissing)
        => BodyMerger.Merge(input with { Local = old, Rule = ConflictRule.Theirs, IsAgreed = true, KeepMissing = keepMissing });

    private ReadOnlyMemory<byte> Resolve(SelectedFile file, ReadOnlyMemory<byte> body)
        => OutputResolver.Resolve(workspace, new(file.Prefix, file.Address), body, []).Bytes;

    private string? Lookup(SelectedFile file, OutputReference reference)
        => Address.TryParse(reference.Address, out _) is { } address
            ? new SealedOutputs(workspace).ReadValue(file.Prefix, address, reference.Key, [])
            : null;
}
