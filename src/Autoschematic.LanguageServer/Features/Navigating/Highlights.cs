using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;

namespace Autoschematic.LanguageServer.Features.Navigating;

/// <summary>Marks in a document what means the same as what the caret stands on.</summary>
internal static class Highlights
{
    /// <summary>The places; null when the caret stands on no reference and no name, so that the editor marks equal words.</summary>
    public static IReadOnlyList<DocumentHighlight>? At(RepositorySnapshot repository, Document document, int offset)
        => (repository.PathOf(document), TargetFinder.Find(repository, document, offset)) switch
        {
            ({ } file, Target.Reference target) =>
            [
                .. ReferencePlaces.In(file, document.Text)
                    .Where(found => found.Reference.Address == target.Address && (!target.IsAtKey || found.Reference.Key == target.Key))
                    .Select(found => new DocumentHighlight(document.Text.RangeOf(found.Span), HighlightKind.Read)),
            ],
            ({ } file, Target.Name target) when document.Tree is { } tree =>
            [
                .. ConfiguredNames.In(file, tree)
                    .Where(found => found.Name == target)
                    .Select(found => new DocumentHighlight(document.Text.RangeOf(found.Span), file == ConfiguredNames.ConfigFile ? HighlightKind.Write : HighlightKind.Read)),
            ],
            _ => null,
        };
}
