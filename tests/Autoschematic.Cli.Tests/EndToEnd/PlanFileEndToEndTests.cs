using System.Runtime.CompilerServices;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>The real program and a real connector, from a kept plan to what became of it.</summary>
[Trait("kind", "process")]
public sealed class PlanFileEndToEndTests
{
    [Fact]
    public async Task A_kept_plan_is_applied_but_for_what_somebody_changed_and_not_at_all_after_a_commit()
    {
        var store = Directory.CreateTempSubdirectory("autoschematic-store-").FullName;
        try
        {
            using var repository = new RealRepository(StoreSource(), ("STORE", store));
            foreach (var name in new[] { "a", "b", "c" })
            {
                repository.Files.Stage($"main/notes/{name}.txt", $"first {name}\n");
            }

            (await repository.RunAsync("apply", "--yes", "--commit")).Expect(0);
            foreach (var name in new[] { "a", "b", "c" })
            {
                repository.Files.Stage($"main/notes/{name}.txt", $"second {name}\n");
            }

            var plan = Path.Join(repository.Files.Folder, "p.json");
            (await repository.RunAsync("plan", "--out", plan)).Expect(0);
            var changed = Directory.GetFiles(store, "*.txt")
                .First(file => File.ReadAllText(file) == "first b\n");
            await File.WriteAllTextAsync(changed, "changed by hand\n", TestContext.Current.CancellationToken);

            var applied = (await repository.RunAsync("apply", plan, "--yes")).Expect(5);

            Assert.Contains("`main/notes/b.txt` was changed by someone else since it was planned", applied.Error, StringComparison.Ordinal);
            Assert.Contains("2 done, 1 stale", applied.Output, StringComparison.Ordinal);
            Assert.Equal(["changed by hand\n", "second a\n", "second c\n"], Bodies(store));

            repository.Files.Git("commit", "-q", "-m", "On top");
            var refused = (await repository.RunAsync("apply", plan, "--yes")).Expect(5);
            Assert.Contains("and HEAD is commit", refused.Error, StringComparison.Ordinal);
            Assert.Equal(["changed by hand\n", "second a\n", "second c\n"], Bodies(store));
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    [Fact]
    public async Task Another_program_behind_the_connector_refuses_its_resources()
    {
        var store = Directory.CreateTempSubdirectory("autoschematic-store-").FullName;
        try
        {
            using var repository = new RealRepository(StoreSource(), ("STORE", store));
            repository.Files.Stage("main/notes/a.txt", "first\n");
            var plan = Path.Join(repository.Files.Folder, "p.json");
            (await repository.RunAsync("plan", "--out", plan)).Expect(0);
            repository.Files.Stage("connectors/real.py", StoreSource() + "# changed\n");

            var refused = (await repository.RunAsync("apply", plan, "--yes")).Expect(5);

            Assert.Contains("Connector `real` is not the one that planned `main/notes/a.txt`", refused.Error, StringComparison.Ordinal);
            Assert.Empty(Bodies(store));
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_git_moved_keeps_its_remote_resource()
    {
        var store = Directory.CreateTempSubdirectory("autoschematic-store-").FullName;
        try
        {
            using var repository = new RealRepository(StoreSource(), ("STORE", store));
            repository.Files.Stage("main/notes/a.txt", "first\n");
            (await repository.RunAsync("apply", "--yes", "--commit")).Expect(0);
            var log = await File.ReadAllTextAsync(Path.Join(store, "log.txt"), TestContext.Current.CancellationToken);
            repository.Files.Git("mv", "main/notes/a.txt", "main/notes/z.txt");

            var moved = (await repository.RunAsync("apply", "--yes", "--commit")).Expect(0);

            Assert.Contains("moved: done", moved.Output, StringComparison.Ordinal);
            Assert.Equal(log, await File.ReadAllTextAsync(Path.Join(store, "log.txt"), TestContext.Current.CancellationToken));
            Assert.Equal("", repository.Files.Status());
            Assert.Contains("No changes", (await repository.RunAsync("plan", "--all")).Expect(0).Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    private static string StoreSource([CallerFilePath] string here = "")
        => File.ReadAllText(Path.GetFullPath("../../connectors/store.py", Path.GetDirectoryName(here)!));

    private static IEnumerable<string> Bodies(string store)
        => Directory.GetFiles(store, "*.txt").Where(file => Path.GetFileName(file) != "log.txt").Select(File.ReadAllText).Order(StringComparer.Ordinal);
}
