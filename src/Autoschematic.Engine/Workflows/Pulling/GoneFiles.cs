using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Files that nothing remote stands behind: what was there and is gone, and what never was there.</summary>
internal sealed class GoneFiles(Workspace workspace, Selection selection)
{
    /// <summary>Gone is only what is known to have been there, by an agreement or by its outputs.</summary>
    /// <param name="wasLooked">Whether its connector knows a place where it would be.</param>
    public async Task<PulledFile> DescribeAsync(
        SessionConnector connector, SelectedFile file, ReadOnlyMemory<byte>? local, bool wasLooked, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var hasOutputs = workspace.Outputs.Read(file.Prefix, file.Address, diagnostics) is not null;
        var isAgreed = workspace.Agreed.Has(file.File);
        if (!diagnostics.HasErrors && (!wasLooked || !(hasOutputs || isAgreed)))
        {
            return PulledFile.Of(connector, file, new PullStatus.NotCreated());
        }

        var known = isAgreed ? await workspace.Agreed.ReadAsync(file.File, cancellationToken)
            : await selection.ReadBaseAsync(file, diagnostics, cancellationToken);
        if (diagnostics.HasErrors)
        {
            return PulledFile.Failed(connector, file, diagnostics.First());
        }

        var isEdited = local is { } body
            && known?.Span.SequenceEqual(body.Span) != true
            && workspace.Agreed.FindEarlier(file.File, body) is null;
        var edit = isEdited
            ? new BodySecrets(workspace).Hide(file.Prefix, [new MergeConflict("", Decode(known), Decode(local), null)]).Single()
            : null;
        return PulledFile.Of(connector, file, new PullStatus.Gone(edit)) with { Write = new(local) };
    }

    /// <summary>Decides that the file goes, with its outputs; one that was edited is a conflict that a rule decides.</summary>
    public static PulledFile Delete(PulledFile pulled, PullStatus.Gone gone, ConflictRule rule)
        => gone.Edit is not { } edit || rule == ConflictRule.Theirs ? pulled with { Write = pulled.Write! with { Deletes = true } }
            : pulled with
            {
                Resource = pulled.Resource with
                {
                    Status = rule == ConflictRule.Ours ? new PullStatus.Kept() : new PullStatus.Conflicted(IsGone: true),
                    Conflicts = [edit],
                },
            };

    private static string? Decode(ReadOnlyMemory<byte>? body) => body is { } bytes ? BodyTrees.Decode(bytes.Span) : null;
}
