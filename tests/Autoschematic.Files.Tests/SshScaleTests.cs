using System.Text.Json;

namespace Autoschematic.Files.Tests;

/// <summary>Thousands of files over one connection.</summary>
[Trait("kind", "process")]
public sealed class SshScaleTests(SharedServer shared)
{
    [Fact]
    public async Task Two_thousand_files_are_imported_one_changed_and_found_and_five_hundred_applied_with_progress()
    {
        var server = shared.Start();
        using var repository = new FilesRepository(server.Host("web"));
        repository.Fill(2000);

        await repository.ImportAsync();
        Assert.Equal(2000, Directory.GetFiles(repository.Files.PathOf("main/files/web/tree"), "*", SearchOption.AllDirectories).Length);

        repository.Put("07/0007", "changed by hand\n");
        var drift = (await repository.RunAsync("drift", "--exit-code")).Expect(2);
        Assert.Contains("07/0007", drift.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("08/0008", drift.Output, StringComparison.Ordinal);

        repository.Change("web", 100..600, "second");
        repository.Files.Git("add", "--all", "--force");
        var apply = (await repository.RunAsync("apply", "--yes", "--no-commit", "--parallelism", "64", "--format", "jsonl")).Expect(0);
        var events = apply.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal((500, 500), (Of("op-started").Count, Of("op-done").Count));
        Assert.Equal(
            Enumerable.Range(1, 500),
            Of("progress").Where(one => one.GetProperty("phase").GetString() == "applying" && one.GetProperty("total").GetInt32() == 500)
                .Select(one => one.GetProperty("done").GetInt32()).Where(done => done > 0).Order());
        Assert.All(Enumerable.Range(100, 500), number => Assert.Equal($"second {number}\n", repository.Take(FilesRepository.PathOf(number))));

        List<JsonElement> Of(string name) => [.. events.Where(one => one.GetProperty("event").GetString() == name)];
    }
}
