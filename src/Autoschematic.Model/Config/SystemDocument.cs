using Autoschematic.Model.Config.Documents;
using PolyType;

namespace Autoschematic.Model.Config;

/// <summary>A file that the tool itself reads: where it is, and what it holds.</summary>
/// <param name="Path">Its path in the repository; null for manifests, which lie beside their connectors.</param>
/// <param name="Shape">The shape of its root value.</param>
public sealed record SystemDocument(string? Path, ITypeShape Shape)
{
    public static SystemDocument Config { get; } = Of<AutoschematicConfig>(RepositoryConfig.FileName);

    public static SystemDocument Roles { get; } = Of<AutoschematicRbacConfig>("autoschematic.rbac.ron");

    public static SystemDocument LockFile { get; } = Of<LockFileDocument>("autoschematic.lock.ron");

    public static SystemDocument DriftIgnore { get; } = Of<DriftIgnoreDocument>(".autoschematic/drift-ignore.ron");

    public static SystemDocument Manifest { get; } = Of<ConnectorManifestDocument>(null);

    public static IReadOnlyList<SystemDocument> All { get; } = [Config, Roles, LockFile, DriftIgnore, Manifest];

    private static SystemDocument Of<T>(string? path)
        where T : IShapeable<T>
        => new(path, T.GetTypeShape());
}
