using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>What a string literal could say, by what its field is about.</summary>
internal sealed class TextItems(CompletionSite site, TypedText typed, DocumentKnowledge knowledge)
{
    private RepositoryConfig? Config => site.Repository?.Config;

    public async Task<IReadOnlyList<CompletionItem>> OfAsync(DocumentText about, CancellationToken cancellationToken) => about switch
    {
        DocumentText.PrefixFolder => Names(FolderNames(), CompletionKind.Folder),
        DocumentText.Prefix => Names(Config?.Prefixes.Select(prefix => prefix.Prefix.Name) ?? [], CompletionKind.Module),
        DocumentText.Connector => Names(Connectors().Select(connector => connector.Shortname), CompletionKind.Module),
        DocumentText.Role => Names(RoleNames(), CompletionKind.Module),
        DocumentText.File or DocumentText.Program => Paths(about == DocumentText.Program ? ExtensionOf(site.Place.Owner?.Name) : null),
        DocumentText.Address => await AddressesAsync(cancellationToken),
        DocumentText.Variable => Variables(),
        DocumentText.Protocol => Names(ManifestRules.Protocols, CompletionKind.EnumMember),
        DocumentText.Stability => Names(ManifestRules.Stabilities, CompletionKind.EnumMember),
        _ => [],
    };

    private List<CompletionItem> Names(IEnumerable<string> names, CompletionKind kind)
        => [.. names
            .Distinct()
            .Where(name => !site.Caret.IsAtLabel || !site.Caret.Frame!.Labels.Contains(name))
            .Select((name, index) => site.Item(name, kind, typed.Span, Escape(name), $"{index:000}"))];

    // A grant is for connectors of its own prefix, which is the key around it.
    private IEnumerable<ConfiguredConnector> Connectors()
    {
        var prefix = site.Caret.Frames.Select(frame => frame.Label).OfType<string>().Select(label => Config?.FindPrefix(label)).LastOrDefault(found => found is not null);
        return prefix?.Connectors ?? Config?.Prefixes.SelectMany(each => each.Connectors) ?? [];
    }

    private IEnumerable<string> RoleNames()
        => site.Document.Tree?.Find(new([new RonPathSegment.Field("roles")])) is { Kind: SyntaxKind.Map } roles
            ? roles.Children.Select(entry => entry.Key).OfType<SyntaxNode>().Select(TextOf).OfType<string>()
            : [];

    private static string? TextOf(SyntaxNode key) => key is { Kind: SyntaxKind.String, IsBroken: false } ? key.Source[1..^1].ToString() : null;

    private IEnumerable<string> FolderNames()
        => Entries(null).Where(entry => entry.IsFolder && !entry.Name.StartsWith('.')).Select(entry => entry.Name);

    private List<CompletionItem> Paths(string? extension)
    {
        var slash = typed.Before.LastIndexOf('/') + 1;
        var folder = typed.Before[..slash].TrimEnd('/');
        var path = folder.Length == 0 ? null : RepoPath.TryParseRelative(folder, out _);
        if (folder.Length > 0 && path is null)
        {
            return [];
        }

        return [.. Entries(path)
            .Where(entry => entry.Name != ".git" && (entry.IsFolder || extension is null || entry.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            .Select(entry => site.Item(
                entry.IsFolder ? $"{entry.Name}/" : entry.Name,
                entry.IsFolder ? CompletionKind.Folder : CompletionKind.File,
                typed.From(slash),
                Escape(entry.IsFolder ? $"{entry.Name}/" : entry.Name),
                entry.IsFolder ? "1" : "0",
                goesOn: entry.IsFolder))];
    }

    private static string? ExtensionOf(string? spec) => spec switch
    {
        "PythonLocal" => ".py",
        "TypescriptLocal" => ".ts",
        "DotnetLocal" => ".csproj",
        "CargoLocal" => "/",
        _ => null,
    };

    private IReadOnlyList<(string Name, bool IsFolder)> Entries(RepoPath? folder)
    {
        if (site.Repository is not { } repository)
        {
            return [];
        }

        try
        {
            return [.. new DirectoryInfo(folder is null ? repository.Folder.Root : repository.Folder.FileOf(folder))
                .EnumerateFileSystemInfos()
                .Take(1000)
                .Select(entry => (entry.Name, entry is DirectoryInfo))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is not there, or cannot be read, has nothing to offer.
            return [];
        }
    }

    private async Task<IReadOnlyList<CompletionItem>> AddressesAsync(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var prefix in Config?.Prefixes ?? [])
        {
            found.AddRange((await knowledge.AddressesAsync(site.Repository!, prefix.Prefix, cancellationToken)).Select(address => address.Text));
        }

        return Names(found.Where(address => address.StartsWith(typed.Before, StringComparison.Ordinal)).Take(500), CompletionKind.File);
    }

    private List<CompletionItem> Variables()
    {
        var name = site.Caret.Frame?.Label;
        var values = new List<string> { name is null ? "env://" : $"env://{name}", "secret://" };
        return [.. values.Select((value, index) => site.Item(value, CompletionKind.Value, typed.Span, Escape(value), $"{index:000}", goesOn: value.EndsWith('/')))];
    }

    private static string Escape(string text) => LiteralText.Escape(text);
}
