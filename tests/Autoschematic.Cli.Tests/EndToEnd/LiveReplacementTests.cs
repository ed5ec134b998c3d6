using System.Text.Json;
using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>A live trial of what is replaced under another id: nothing is left behind, and what cannot be removed is named.</summary>
[Trait("kind", "process")]
public sealed class LiveReplacementTests
{
    [Fact]
    public async Task Replacement_is_followed_to_its_new_id_and_removed()
    {
        using var repository = new LawRepository("", "replacer.py");
        var before = repository.Settings;

        var run = await TryAsync(repository);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(LawRepository.Laws(run, "failed"));
        Assert.Equal("13", File.ReadAllText(Path.Join(repository.Store, "counter")));
        Assert.Equal(before, repository.Settings);
        Assert.Equal("", repository.Files.Status());
        Assert.False(Directory.Exists(repository.Files.PathOf(".autoschematic/main/settings")) && OutputsOf(repository).Length > 0);
    }

    [Fact]
    public async Task Everything_that_stays_is_named()
    {
        using var repository = new LawRepository("keeps", "replacer.py");
        var run = await TryAsync(repository);
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(["11.json", "12.json", "13.json"], MadeIn(repository));
        Assert.Equal(["settings/11.json", "settings/12.json", "settings/13.json"], Named(run));
    }

    [Fact]
    public async Task What_was_made_and_whose_id_was_not_told_is_named()
    {
        using var repository = new LawRepository("lost-id", "replacer.py");
        var run = await TryAsync(repository);
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(["11.json"], MadeIn(repository));
        Assert.Equal(["settings/11.json"], Named(run));
    }

    private static Task<CliRun> TryAsync(LawRepository repository)
        => repository.RunAsync("connectors", "test", "settings", "--live", "--yes", "--format", "json");

    private static string[] OutputsOf(LawRepository repository)
        => Directory.GetFiles(repository.Files.PathOf(".autoschematic/main/settings"), "*", SearchOption.AllDirectories);

    private static IEnumerable<string?> MadeIn(LawRepository repository)
        => Directory.GetFiles(repository.Store, "*.json").Select(Path.GetFileName).Where(name => name is ['1', _, '.', ..]).Order(StringComparer.Ordinal);

    /// <summary>The addresses in `LAW003`.</summary>
    private static IEnumerable<string> Named(CliRun run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.GetProperty("diagnostics").EnumerateArray()
            .Where(found => found.GetProperty("code").GetString() == "LAW003")
            .Select(found => found.GetProperty("message").GetString()!.Split('`')[1])
            .Order(StringComparer.Ordinal)];
    }
}
