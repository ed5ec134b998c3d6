using System.Text;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Navigating;

/// <summary>Finds `out://` references in texts: of one document, or of all bodies of a prefix.</summary>
internal static class ReferencePlaces
{
    private const string Scheme = "out://";

    /// <summary>The references of a text in the order they stand.</summary>
    public static IReadOnlyList<FoundReference> In(RepoPath file, SourceText text)
        => text.Text.Contains(Scheme, StringComparison.Ordinal) || text.Text.Contains('\\', StringComparison.Ordinal)
            ? ReferenceScanner.Find(BodyFormats.Of(file), Encoding.UTF8.GetBytes(text.Text)).References
            : [];

    /// <summary>The reference that a caret touches; null when it touches none.</summary>
    public static FoundReference? At(RepoPath file, SourceText text, int offset)
        => In(file, text).FirstOrDefault(found => found.Span.Touches(offset));

    /// <summary>The address in a reference; all of the literal when escapes hide it.</summary>
    public static TextSpan AddressIn(SourceText text, FoundReference found)
        => IsPlain(text, found) ? new(found.Span.Start + Scheme.Length, found.Reference.Address.Length) : found.Span;

    /// <summary>Whether a caret is at the key of a reference rather than at its address.</summary>
    public static bool IsAtKey(SourceText text, FoundReference found, int offset)
        => IsPlain(text, found) && offset > AddressIn(text, found).End;

    /// <summary>Every body of a prefix, in ordinal order: what is open as it is on the screen, the rest from disk.</summary>
    public static IEnumerable<(RepoPath File, SourceText Text)> Bodies(RepositorySnapshot repository, Prefix prefix)
    {
        var open = repository.Documents.All.Select(repository.PathOf).OfType<RepoPath>();
        foreach (var file in repository.Files.List(prefix.Folder).Union(open).Order())
        {
            if (repository.Config?.Locate(file)?.Prefix.Prefix == prefix && repository.ReadText(file) is { } text)
            {
                yield return (file, text);
            }
        }
    }

    private static bool IsPlain(SourceText text, FoundReference found)
        => text.Text.AsSpan(found.Span.Start, found.Span.Length).StartsWith(Scheme);
}
