using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Navigating;

/// <summary>Tells what a place in a document is about.</summary>
internal static class TargetFinder
{
    /// <summary>What is at an offset; null when it is nothing that leads anywhere.</summary>
    public static Target? Find(RepositorySnapshot repository, Document document, int offset)
    {
        if (repository.PathOf(document) is not { } file)
        {
            return null;
        }

        if (repository.Locate(document) is { } place)
        {
            var prefix = place.Prefix.Prefix;
            return ReferencePlaces.At(file, document.Text, offset) is { } found
                ? new Target.Reference(prefix, found.Reference.Address, found.Reference.Key, ReferencePlaces.IsAtKey(document.Text, found, offset))
                : new Target.Resource(prefix, place.Address);
        }

        return document.Tree is not { } tree ? null
            : PathLinks.In(repository, document).FirstOrDefault(link => link.Span.Touches(offset))
                ?? FindOutput(repository, file, tree, offset)
                ?? FindMarker(repository, file, document.Text)
                ?? ConfiguredNames.In(file, tree).FirstOrDefault(found => found.Span.Touches(offset)).Name;
    }

    private static Target? FindOutput(RepositorySnapshot repository, RepoPath file, SyntaxTree tree, int offset)
    {
        foreach (var prefix in repository.Config?.Prefixes ?? [])
        {
            if (OutputPaths.AddressOf(prefix.Prefix, file) is { } address)
            {
                return RonPath.Of(tree.NodeAt(offset)).Segments switch
                {
                    [RonPathSegment.Field { Name: "OutputMap" }, RonPathSegment.Field key] => new Target.Output(prefix.Prefix, address, key.Name),
                    [RonPathSegment.Field { Name: "OutputMap" }, RonPathSegment.Key key] => new Target.Output(prefix.Prefix, address, key.Text),
                    _ => new Target.Resource(prefix.Prefix, repository.Outputs.ResolvePointers(prefix.Prefix, address, []) ?? address),
                };
            }
        }

        return null;
    }

    /// <summary>A marker is about the bundle that made its file.</summary>
    private static Target? FindMarker(RepositorySnapshot repository, RepoPath file, SourceText text)
        => OutputPaths.IsBundleMarker(file)
            && repository.Config?.Prefixes.FirstOrDefault(prefix => file.IsWithin(OutputPaths.BundleFolderOf(prefix.Prefix))) is { } owner
            && BundleMarker.Parse(text, []) is BundleMarker.ChildOf child
                ? new Target.Resource(owner.Prefix, child.Parent)
                : null;
}
