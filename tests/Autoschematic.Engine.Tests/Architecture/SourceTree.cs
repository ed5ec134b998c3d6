using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Autoschematic.Engine.Tests.Architecture;

/// <summary>The repository's own sources, as the architecture tests read them.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceProject> Projects { get; } =
    [
        .. Directory.GetFiles(Path.Join(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(SourceProject.Load),
    ];

    /// <summary>Every hand-written C# file of the repository, tests included.</summary>
    public static IEnumerable<string> CSharpFiles()
        => new[] { "src", "tests", "bench", "connectors" }
            .Select(folder => Path.Join(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "artifacts"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Join(folder, "Autoschematic.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"no solution above {here}");
    }
}

/// <summary>One project: its references and its folders in allowed order (a folder may use those before it).</summary>
internal sealed record SourceProject(string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> FolderOrder)
{
    public static SourceProject Load(string file)
    {
        var xml = XDocument.Load(file);
        var references = xml.Descendants("ProjectReference")
            .Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value.Replace('\\', '/')));
        var order = xml.Descendants("FolderOrder").SingleOrDefault()?.Value ?? "";
        return new(
            Path.GetFileNameWithoutExtension(file),
            Path.GetDirectoryName(file)!,
            [.. references.Order(StringComparer.Ordinal)],
            [.. order.Split((char[])[' ', '\n', ';'], StringSplitOptions.RemoveEmptyEntries)]);
    }

    public IEnumerable<string> Files()
        => SourceTree.CSharpFiles().Where(file => file.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>Position of a folder (`Workflows/Planning`) in the order; its nearest listed parent counts.</summary>
    public int RankOf(string folder)
    {
        for (var name = folder; name.Length > 0; name = name.Contains('/') ? name[..name.LastIndexOf('/')] : "")
        {
            var index = FolderOrder.ToList().IndexOf(name);
            if (index >= 0)
            {
                return index;
            }
        }

        return -1;
    }
}
