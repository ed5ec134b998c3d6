using System.Text.RegularExpressions;

namespace Autoschematic.Engine.Tests.Architecture;

public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["Autoschematic.Ron"] = [],
        ["Autoschematic.Protocol"] = [],
        ["Autoschematic.Model"] = ["Autoschematic.Ron"],
        ["Autoschematic.Engine"] = ["Autoschematic.Model"],
        ["Autoschematic.Connectors"] = ["Autoschematic.Model", "Autoschematic.Protocol"],
        ["Autoschematic.Sdk"] = ["Autoschematic.Protocol", "Autoschematic.Ron"],
        ["Autoschematic.LanguageServer"] = ["Autoschematic.Engine"],
        ["Autoschematic.Cli"] = ["Autoschematic.Connectors", "Autoschematic.Engine", "Autoschematic.LanguageServer"],
    };

    [Fact]
    public void Projects_refer_only_to_those_below_them()
        => Assert.Equal(
            AllowedReferences.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} -> {string.Join(", ", pair.Value)}"),
            SourceTree.Projects.OrderBy(project => project.Name, StringComparer.Ordinal).Select(project => $"{project.Name} -> {string.Join(", ", project.References)}"));

    [Fact]
    public void Every_folder_stands_in_its_projects_order()
        => Assert.Empty(
            from project in SourceTree.Projects
            from file in project.Files()
            let folder = FolderOf(project, file)
            where folder.Length > 0 && project.RankOf(folder) < 0
            select $"{project.Name}: {folder} is not in <FolderOrder>");

    [Fact]
    public void Folders_use_only_those_before_them()
        => Assert.Empty(
            from project in SourceTree.Projects
            from file in project.Files()
            let own = project.RankOf(FolderOf(project, file))
            where own >= 0
            from used in UsedFolders(project, File.ReadAllText(file))
            where project.RankOf(used) > own
            select $"{Path.GetRelativePath(SourceTree.Root, file)} uses {project.Name}/{used}, which comes after it");

    [Fact]
    public void Namespaces_follow_the_folders()
        => Assert.Empty(
            from project in SourceTree.Projects
            from file in project.Files()
            let expected = string.Join('.', new[] { project.Name }.Concat(FolderOf(project, file).Split('/', StringSplitOptions.RemoveEmptyEntries)))
            let actual = NamespaceLine().Match(File.ReadAllText(file))
            where actual.Success && actual.Groups[1].Value != expected
            select $"{Path.GetRelativePath(SourceTree.Root, file)}: {actual.Groups[1].Value}, expected {expected}");

    [Fact]
    public void No_file_is_longer_than_600_lines()
        => Assert.Empty(
            from file in SourceTree.CSharpFiles()
            let lines = File.ReadLines(file).Count()
            where lines > 600
            select $"{Path.GetRelativePath(SourceTree.Root, file)}: {lines} lines");

    [Fact]
    public void Generated_wire_types_stay_in_their_adapters()
        => Assert.Empty(
            from project in SourceTree.Projects
            where project.Name is "Autoschematic.Connectors" or "Autoschematic.Sdk"
            from file in project.Files()
            let folder = FolderOf(project, file)
            where !(folder is "Adapters" or "Channels/Grpc" || folder.StartsWith("Hosting", StringComparison.Ordinal))
            where File.ReadAllText(file).Contains("Autoschematic.Protocol", StringComparison.Ordinal)
            select Path.GetRelativePath(SourceTree.Root, file));

    [Fact]
    public void Drift_cannot_name_the_type_that_executes_ops()
        => Assert.Empty(
            from project in SourceTree.Projects
            where project.Name == "Autoschematic.Engine"
            from file in project.Files()
            where FolderOf(project, file) == "Workflows/Drift"
            where ExecutingType().IsMatch(File.ReadAllText(file))
            select Path.GetRelativePath(SourceTree.Root, file));

    [Fact]
    public void Laws_that_only_read_cannot_name_the_type_that_executes_ops()
        => Assert.Empty(
            from project in SourceTree.Projects
            where project.Name == "Autoschematic.Engine"
            from file in project.Files()
            where FolderOf(project, file) is "Workflows/Laws" or "Workflows/Laws/Reading"
            where ExecutingType().IsMatch(File.ReadAllText(file))
            select Path.GetRelativePath(SourceTree.Root, file));

    [Fact]
    public void Workflows_take_the_lock_where_interrupted_changes_are_recovered()
        => Assert.Empty(
            from project in SourceTree.Projects
            where project.Name == "Autoschematic.Engine"
            from file in project.Files()
            where FolderOf(project, file).StartsWith("Workflows", StringComparison.Ordinal)
            where File.ReadAllText(file).Contains("RepositoryLock.", StringComparison.Ordinal)
            select Path.GetRelativePath(SourceTree.Root, file));

    private static string FolderOf(SourceProject project, string file)
        => Path.GetRelativePath(project.Folder, Path.GetDirectoryName(file)!).Replace('\\', '/') is var folder && folder == "." ? "" : folder;

    private static IEnumerable<string> UsedFolders(SourceProject project, string text)
        => Regex.Matches(text, $@"{Regex.Escape(project.Name)}\.((?:[A-Z]\w*)(?:\.[A-Z]\w*)*)")
            .Select(match => match.Groups[1].Value.Replace('.', '/'))
            .Where(folder => project.RankOf(folder) >= 0)
            .Distinct();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\b(IConnector|ExecutingSession|ExecuteAsync|RunTaskAsync)\b")]
    private static partial Regex ExecutingType();
}
