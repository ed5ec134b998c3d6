using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.References;

namespace Autoschematic.LanguageServer.Schemas;

/// <summary>What a document is to the tool.</summary>
internal abstract record DocumentRole
{
    private const string ManifestName = "manifest.ron";

    private DocumentRole()
    {
    }

    /// <summary>A file that the tool itself reads.</summary>
    public sealed record System(SystemDocument Document) : DocumentRole;

    /// <summary>A file of a prefix, which some connector may own.</summary>
    public sealed record Body(ConfiguredPrefix Prefix, Address Address) : DocumentRole;

    /// <summary>None of its business.</summary>
    public sealed record Other : DocumentRole;

    public static DocumentRole Of(Document document, RepositorySnapshot? repository)
    {
        var path = document.Uri.Path;
        var own = path is null ? null : repository is null ? Path.GetFileName(path) : repository.Folder.PathOf(path)?.Text;
        if (own is not null && SystemDocument.All.FirstOrDefault(known => known.Path == own) is { } system)
        {
            return new System(system);
        }

        if (IsManifest(document, path))
        {
            return new System(SystemDocument.Manifest);
        }

        return repository?.Locate(document) is var (prefix, address) ? new Body(prefix, address) : new Other();
    }

    // Manifests are known by what they hold; an empty file has only its name.
    private static bool IsManifest(Document document, string? path)
        => document is { Format: BodyFormat.Ron, Tree: { } tree }
            && (tree.Value?.NameText == "ConnectorManifest" || (tree.Value is not { IsValue: true } && path is not null && Path.GetFileName(path) == ManifestName));
}
