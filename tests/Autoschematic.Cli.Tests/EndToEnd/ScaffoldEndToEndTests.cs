namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>In a new repository three commands give a connector that keeps every law; its own tests pass, too.</summary>
[Trait("kind", "process")]
public sealed class ScaffoldEndToEndTests
{
    [Fact]
    public async Task Python_connector_keeps_every_law_as_it_is_made()
    {
        using var repository = new ScaffoldRepository();
        await KeepsEveryLawAsync(repository, "python");

        var tests = (await repository.RunProgramAsync(
            Installation.Python, "-m", "pytest", "-p", "autoschematic_sdk.pytest_plugin", "-p", "no:cacheprovider", "connectors/demo")).Expect(0);
        Assert.Contains(" passed", tests.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("failed", tests.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CSharp_connector_keeps_every_law_as_it_is_made()
    {
        Assert.SkipUnless(Directory.Exists(Installation.Packages), "`make build` packs the SDK");
        using var repository = new ScaffoldRepository();
        await KeepsEveryLawAsync(repository, "csharp");

        var tests = (await repository.RunProgramAsync("dotnet", "run", "--project", "connectors/demo/tests")).Expect(0);
        Assert.Contains("Failed: 0", tests.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("python", "Python")]
    [InlineData("csharp", "C#")]
    public async Task Dotnet_new_makes_the_same_files(string language, string name)
    {
        Assert.SkipUnless(Directory.Exists(Installation.Packages), "`make build` packs the templates");
        using var repository = new ScaffoldRepository();
        (await repository.RunAsync("init")).Expect(0);
        (await repository.RunAsync("new", "connector", "--lang", language, "my-api")).Expect(0);
        var package = Directory.GetFiles(Installation.Packages, "Autoschematic.Templates.*.nupkg").Single();
        (await repository.RunProgramAsync("dotnet", "new", "install", package)).Expect(0);

        string[] packages = language == "csharp" ? ["--packages", Installation.Packages] : [];
        (await repository.RunProgramAsync(
            "dotnet", ["new", "autoschematic-connector", "--language", name, "-n", "my-api", "-o", "other/my-api", .. packages])).Expect(0);

        Assert.Equal(Tree(repository.Files.PathOf("connectors/my-api")), Tree(repository.Files.PathOf("other/my-api")));
    }

    private static async Task KeepsEveryLawAsync(ScaffoldRepository repository, string language)
    {
        (await repository.RunAsync("init")).Expect(0);
        (await repository.RunAsync("new", "connector", "--lang", language, "demo")).Expect(0);
        (await repository.RunAsync("connectors", "test", "demo")).Expect(0);

        var live = (await repository.RunAsync("connectors", "test", "demo", "--live", "--yes")).Expect(0);
        Assert.Contains("✓ apply-converges", live.Output, StringComparison.Ordinal);
        Assert.Contains("✓ delete-leaves-nothing", live.Output, StringComparison.Ordinal);
        Assert.Contains("✓ ops-are-idempotent", live.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("✗", live.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(repository.Files.PathOf("connectors/demo/data")));

        // And it does what its README says, with nothing of what it keeps in git.
        (await repository.RunAsync("create", "demo/notes/[name].ron", "--set", "name=hello")).Expect(0);
        repository.Files.Git("add", "--all");
        (await repository.RunAsync("apply", "--yes", "--no-commit")).Expect(0);
        Assert.Equal(["hello.json"], Directory.GetFiles(repository.Files.PathOf("connectors/demo/data")).Select(Path.GetFileName));
        Assert.DoesNotContain("hello.json", repository.Files.Status(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Tree(string folder)
        => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(folder, file)}:\n{File.ReadAllText(file)}")
            .Order(StringComparer.Ordinal)];
}
