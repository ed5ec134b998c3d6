using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Autoschematic.Connectors.Install;

/// <summary>The files that a .NET project is built from, as far as they can be known without running a build.</summary>
internal static class ProjectInputs
{
    private static readonly string[] Ignored = ["bin", "obj", "artifacts", ".git", "node_modules"];

    private static readonly string[] Inherited =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "NuGet.config",
        "nuget.config", ".editorconfig",
    ];

    /// <summary>Changes when a file of the project, of the projects it refers to, or of the folders above does.</summary>
    public static string Fingerprint(string project)
    {
        SortedSet<string> files = new(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        Collect(project, seen, files);
        var lines = files.Select(static path => new FileInfo(path)).Where(static file => file.Exists).Select(static file => string.Create(
            CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private static void Collect(string project, HashSet<string> seen, SortedSet<string> files)
    {
        if (!File.Exists(project) || !seen.Add(project))
        {
            return;
        }

        var folder = Path.GetDirectoryName(project)!;
        var content = TryLoad(project);
        CollectFolder(folder, ExcludedBy(content), files);
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            files.UnionWith(Inherited.Select(name => Path.Combine(above, name)).Where(File.Exists));
        }

        foreach (var reference in ReferencesOf(content))
        {
            Collect(Path.GetFullPath(reference.Replace('\\', '/'), folder), seen, files);
        }
    }

    private static void CollectFolder(string folder, IReadOnlyCollection<string> excluded, SortedSet<string> files)
    {
        files.UnionWith(Directory.EnumerateFiles(folder));
        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(child);
            if (!Ignored.Contains(name) && !excluded.Contains(name) && new DirectoryInfo(child).LinkTarget is null)
            {
                CollectFolder(child, [], files);
            }
        }
    }

    private static XDocument? TryLoad(string project)
    {
        try
        {
            return XDocument.Load(project);
        }
        catch (XmlException)
        {
            // The build says what is wrong with it.
            return null;
        }
    }

    // Folders beside the project that it leaves out by name, such as the data of a connector: `<DefaultItemExcludes>…;data/**`.
    private static IReadOnlyCollection<string> ExcludedBy(XDocument? project)
        => [.. Named(project, "DefaultItemExcludes")
            .SelectMany(static element => element.Value.Split(';', StringSplitOptions.TrimEntries))
            .Where(static item => item.EndsWith("/**", StringComparison.Ordinal))
            .Select(static item => item[..^3])];

    private static IEnumerable<string> ReferencesOf(XDocument? project)
        => Named(project, "ProjectReference").Select(static element => element.Attribute("Include")?.Value).OfType<string>();

    private static IEnumerable<XElement> Named(XDocument? project, string name)
        => project?.Descendants().Where(element => element.Name.LocalName == name) ?? [];
}
