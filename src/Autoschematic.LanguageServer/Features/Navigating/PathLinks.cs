using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Navigating;

/// <summary>Finds what names files of the repository: `env_file`, paths of specs, sealed files, and addresses in references.</summary>
internal static class PathLinks
{
    private const string SealedScheme = "secret://";

    /// <summary>The links of a document in order; only to files that exist.</summary>
    public static IEnumerable<Target.Link> In(RepositorySnapshot repository, Document document)
    {
        if (repository.PathOf(document) is not { } file)
        {
            return [];
        }

        var links = repository.Locate(document) is { } place ? Addresses(place.Prefix.Prefix, file, document.Text)
            : document.Tree is { } tree && IsWithPaths(repository, file) ? Paths(repository, tree, isConfig: file == ConfiguredNames.ConfigFile)
            : [];
        return links.Where(link => repository.Files.Exists(link.File));
    }

    // In an output file sealed values are links.
    private static bool IsWithPaths(RepositorySnapshot repository, RepoPath file)
        => file == ConfiguredNames.ConfigFile
            || repository.Config?.Prefixes.Any(prefix => OutputPaths.AddressOf(prefix.Prefix, file) is not null) == true;

    private static IEnumerable<Target.Link> Addresses(Prefix prefix, RepoPath file, SourceText text)
        => ReferencePlaces.In(file, text)
            .Select(found => Address.TryParse(found.Reference.Address, out _) is { } address
                ? new Target.Link(prefix.FileOf(address), ReferencePlaces.AddressIn(text, found))
                : null)
            .OfType<Target.Link>();

    private static IEnumerable<Target.Link> Paths(RepositorySnapshot repository, SyntaxTree tree, bool isConfig)
    {
        foreach (var literal in tree.StringLiterals().Where(literal => !literal.IsKey))
        {
            var path = literal.Value.StartsWith(SealedScheme, StringComparison.Ordinal) ? literal.Value[SealedScheme.Length..]
                : isConfig && literal.Node.Parent is { Kind: SyntaxKind.Field, NameText: "env_file" or "path" } ? BelowRoot(repository, literal.Value)
                : null;
            if (path is not null && RepoPath.TryParseRelative(path, out _) is { } file)
            {
                yield return new(file, Inner(literal));
            }
        }
    }

    private static string BelowRoot(RepositorySnapshot repository, string path)
        => path.StartsWith(repository.Folder.Root + "/", StringComparison.Ordinal) ? path[(repository.Folder.Root.Length + 1)..] : path;

    private static TextSpan Inner(StringLiteral literal)
    {
        var quote = literal.Node.Source.IndexOf('"');
        var tail = literal.Node.Kind == SyntaxKind.RawString ? quote : 1;
        return TextSpan.FromBounds(literal.Span.Start + quote + 1, literal.Span.End - tail);
    }
}
