using System.Text.Json;
using System.Text.RegularExpressions;

namespace Autoschematic.Files.Tests;

/// <summary>Connections that end in the middle.</summary>
[Trait("kind", "process")]
public sealed class SshLossTests
{
    [Fact]
    public async Task Connection_that_is_killed_fails_what_was_under_way_and_a_second_apply_completes()
    {
        using var server = SshServer.Start();
        using var repository = new FilesRepository(server.Host("web"));
        repository.Fill(600);
        repository.Adopt("web");
        repository.Change("web", 100..600, "second");
        repository.Files.Git("add", "--all", "--force");

        using var process = repository.Start("apply", "--yes", "--no-commit", "--format", "jsonl");
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var (killed, report) = (0, "");
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            report = line;
            if (killed == 0 && repository.Take(FilesRepository.PathOf(103)) != "first 103\n")
            {
                killed = server.KillConnections();
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((true, 3), (killed > 0, process.ExitCode));
        var resources = Resources(report);
        Assert.Equal(500, resources.Count);
        Assert.All(resources.Where(one => one.Status != "failed"), one => Assert.Equal(("done", "second"), (one.Status, repository.Take(one.Path).Split(' ')[0])));
        var failed = resources.Where(one => one.Status == "failed").ToList();
        var said = await error;
        Assert.NotEmpty(failed);
        Assert.All(failed, one => Assert.Matches(
            $"^Connector `files` failed in `(Get|OpExec)`: The connection to web ended while (reading|writing) `{Regex.Escape(Path.Join(repository.Managed, one.Path))}`; apply again, what is done already is found done$",
            one.Message));
        Assert.All(failed, one => Assert.Contains(one.Message, said, StringComparison.Ordinal));

        (await repository.ApplyAsync()).Expect(0);
        Assert.All(Enumerable.Range(100, 500), number => Assert.Equal($"second {number}\n", repository.Take(FilesRepository.PathOf(number))));
        Assert.Empty(Directory.GetFiles(repository.Managed, ".autoschematic-*", SearchOption.AllDirectories).Skip(16));
    }

    [Fact]
    public async Task Hooks_that_a_lost_connection_interrupted_are_run_by_the_next_apply()
    {
        using var server = SshServer.Start();

        // The parent of a command is what limits its time; the one of that serves the connection.
        const string KillConnectionOnce = "[ -e ROOT.once ] || { touch ROOT.once; kill -9 $(cut -d ' ' -f 4 /proc/$PPID/stat); sleep 1; }";
        using var repository = new FilesRepository(server.Host("web", $"""hooks: [Hook(paths: "ROOT/**", check: "{KillConnectionOnce}", post: "echo post >> ROOT.log")],"""));
        repository.Put("changed", "old");
        repository.Put("deleted", "old");
        repository.Put("closed", "same", "600");
        repository.Put("opened", "same");
        Directory.CreateDirectory(Path.Join(repository.Managed, "removed"), (UnixFileMode)Convert.ToInt32("700", 8));
        await repository.ImportAsync();
        repository.Files.Write(repository.Content("web", "changed"), "new");
        repository.Files.Write(repository.Content("web", "made"), "new");
        repository.Files.Write(repository.Folder("web", "folder"), "Attributes(mode: \"0711\")\n");
        repository.Files.Write(repository.Attributes("web", "opened"), "Attributes(mode: \"0640\")\n");
        repository.Files.Delete(repository.Content("web", "deleted")).Delete(repository.Attributes("web", "closed")).Delete(repository.Folder("web", "removed"));

        var first = await repository.RunStagedAsync("apply", "--yes", "--no-commit", "--parallelism", "64");
        Assert.True(first.ExitCode is 1 or 3, first.Error);
        first.Says("but its hooks did not run to their end (The connection to web ended while running `[ -e ROOT.once ]").Says("; apply again, which runs them");

        (await repository.RunAsync("plan")).Expect(0).Says("on web: a change of it was interrupted before they ended");
        File.Delete($"{repository.Managed}.log");
        (await repository.ApplyAsync()).Expect(0);

        Assert.NotEmpty(File.ReadAllLines($"{repository.Managed}.log"));
        Assert.Equal(["changed", "closed", "folder", "made", "opened"], repository.Everything());
        Assert.Equal(("new", "new"), (repository.Take("changed"), repository.Take("made")));
        Assert.Equal(["644", "711", "640"], new[] { "closed", "folder", "opened" }.Select(repository.ModeOf));
        (await repository.RunAsync("plan", "--all", "--exit-code")).Expect(0);
    }

    /// <summary>What a report of an apply says of each file, by its path below the managed folder.</summary>
    private static IReadOnlyList<(string Path, string Status, string Message)> Resources(string report)
    {
        using var document = JsonDocument.Parse(report);
        return [.. document.RootElement.GetProperty("result").GetProperty("resources").EnumerateArray().Select(resource => (
            resource.GetProperty("file").GetString()!.Split("/managed/")[1],
            resource.GetProperty("status").GetString()!,
            string.Join('\n', resource.GetProperty("diagnostics").EnumerateArray().Select(one => one.GetProperty("message").GetString()))))];
    }
}
