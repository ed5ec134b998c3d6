using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Tests;

/// <summary>Commands do the same wherever in the repository they are run.</summary>
[Trait("kind", "process")]
public sealed class PlaceTests
{
    private const string Folder = "main/net";

    [Theory]
    [InlineData("plan")]
    [InlineData("plan", "--all")]
    [InlineData("plan", "--all", "--prune")]
    [InlineData("plan", "-p", "main", "-s", "net")]
    [InlineData("apply", "--yes", "--no-commit")]
    [InlineData("drift")]
    [InlineData("drift", "--unmanaged", "--exit-code")]
    [InlineData("import")]
    [InlineData("import", "-s", "net")]
    [InlineData("pull", "--all")]
    [InlineData("unbundle", "--all")]
    [InlineData("create")]
    [InlineData("create", "net/[name].ron", "--set", "name=made")]
    [InlineData("validate")]
    [InlineData("validate", "--offline")]
    [InlineData("connectors")]
    [InlineData("fmt", "--check")]
    [InlineData("fmt")]
    [InlineData("init")]
    [InlineData("safety", "lock")]
    public async Task A_command_without_paths_is_the_same_everywhere(params string[] arguments)
        => Assert.Equal(await RunAsync("", arguments), await RunAsync(Folder, arguments));

    [Theory]
    [InlineData("plan", "a.ron")]
    [InlineData("plan", ".")]
    [InlineData("apply", "new.ron", "--yes", "--no-commit", "--allow-dirty")]
    [InlineData("drift", "a.ron")]
    [InlineData("check-drift", "a.ron")]
    [InlineData("pull", "a.ron")]
    [InlineData("get", "a.ron")]
    [InlineData("output", "a.ron")]
    [InlineData("unbundle", "stack.bundle")]
    [InlineData("run-task", "rotate.task")]
    [InlineData("fmt", "new.ron")]
    [InlineData("rename", "mapped.ron", "moved.ron")]
    public async Task A_path_is_relative_to_the_current_directory(params string[] arguments)
    {
        string[] atRoot = [.. arguments.Select((argument, index) => index == 0 || argument.StartsWith('-') ? argument
            : argument == "." ? Folder : $"{Folder}/{argument}")];
        Assert.Equal(await RunAsync("", atRoot), await RunAsync(Folder, arguments));
    }

    /// <summary>Exit code, both streams, the state of git, every file and everything remote, after one command in a new repository.</summary>
    private static async Task<string> RunAsync(string directory, string[] arguments)
    {
        using var workspace = new CliWorkspace(
            ("main/net/a.ron", "A(size: 1)\n"),
            ("main/net/gone.ron", "Gone()\n"),
            ("main/net/stack.bundle", "all"),
            ("main/net/rotate.task", "now"),
            ("main/net/mapped.ron", "Mapped()\n"),
            (".autoschematic/main/net/a.ron.out.json", """{"OutputMap": {"id": "id-1"}}"""));
        workspace.Cloud.Put("net/a.ron", "A(size: 2)\n", ("id", "id-1"));
        workspace.Cloud.Put("net/gone.ron", "Gone()\n");
        workspace.Cloud.Put("net/extra.ron", "Extra()\n");
        workspace.Connector.Expander = (_, _) => [new BundleChild("net/child.ron", "Child()"u8.ToArray())];
        workspace.Connector.Skeletons = [new Skeleton("net/[name].ron", "Made(name: \"[name]\")\n"u8.ToArray())];
        workspace.Files.StageDeletion("main/net/gone.ron").Stage("main/net/new.ron", "New( x:1 )\n");
        workspace.Directory = directory;
        var run = await workspace.RunAsync(arguments);
        Assert.NotEqual(64, run.ExitCode);
        var files = Directory.EnumerateFiles(workspace.Files.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(workspace.Files.Root, file))
            .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file}: {workspace.Files.Read(file)}");
        return string.Join('\n', [
            $"exit code {run.ExitCode}", run.Output, run.Error, workspace.Files.Status(), .. files, .. workspace.Cloud.Objects.Select(item => $"{item.Key} {item.Value.Body}"),
        ]);
    }
}
