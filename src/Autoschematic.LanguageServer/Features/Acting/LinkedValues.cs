using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Parsing;

namespace Autoschematic.LanguageServer.Features.Acting;

/// <summary>Puts a reference in the place of a value that is exactly one output of the prefix.</summary>
internal sealed class LinkedValues(DocumentKnowledge knowledge)
{
    public async Task<IReadOnlyList<CodeAction>> OfAsync(ActionSite site, CancellationToken cancellationToken)
    {
        if (site is not { Role: DocumentRole.Body body, Repository: { } repository } || !site.Caret.IsInString
            || site.Tree.StringLiterals().FirstOrDefault(literal => literal.Span.Touches(site.Caret.Offset)) is not { IsKey: false } literal)
        {
            return [];
        }

        var prefix = body.Prefix.Prefix;
        var outputs = await knowledge.OutputsAsync(repository, prefix, cancellationToken);
        var own = repository.Outputs.ResolvePointers(prefix, body.Address, []) ?? body.Address;
        if (outputs.Find(literal.Value) is not [var (address, reference)] || address == own || RefersTo(site, prefix, address, own))
        {
            return [];
        }

        return
        [
            site.Edit(
                $"Replace by `{reference}`",
                ActionKinds.Rewrite,
                new(Documents.Positions.RangeOf(site.Document.Text, literal.Span), literal.Encode(reference.ToString()))),
        ];
    }

    // Two resources that wait for each other could never be made.
    private static bool RefersTo(ActionSite site, Prefix prefix, Address from, Address to)
        => site.Repository!.ReadTree(prefix.FileOf(from)) is { } tree
            && ReferenceScanner.Find(tree).References.Any(found => found.Reference.Address == to.Text);
}
