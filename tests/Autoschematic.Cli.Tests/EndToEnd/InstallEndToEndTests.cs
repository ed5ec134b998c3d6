using System.Text.Json;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>The real program installs a real package, and starts the connector that is in it.</summary>
[Trait("kind", "process")]
public sealed class InstallEndToEndTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_installed_connector_plans()
    {
        using var repository = new InstallRepository();
        var missing = (await repository.RunAsync("connectors")).Expect(1);
        Assert.Contains("needs the Python module `demo_connector`", missing.Error, StringComparison.Ordinal);

        var installed = (await repository.RunAsync("install")).Expect(0);
        Assert.Equal("  + main · demo: Pip demo-connector 1.0.0                              installed\n1 installed\n", installed.Output);
        Assert.Equal("next: commit what was written, `git add autoschematic.lock.ron`\n", installed.Error);

        repository.Files.Stage("main/a.json", "{}\n");
        var plan = (await repository.RunAsync("plan")).Expect(0);
        Assert.Contains("a plan", plan.Output, StringComparison.Ordinal);
        var connectors = (await repository.RunAsync("connectors", "--format", "json")).Expect(0);
        using var document = JsonDocument.Parse(connectors.Output);
        var command = document.RootElement.GetProperty("result").GetProperty("connectors")[0].GetProperty("command").GetString();
        Assert.StartsWith(Assert.Single(repository.Entries), command, StringComparison.Ordinal);
        Assert.Equal("", (await repository.RunAsync("validate", "--offline")).Expect(0).Error);
    }

    [Fact]
    public async Task An_installed_connector_that_is_kept_is_the_one_that_is_locked()
    {
        using var repository = new InstallRepository(connector: "raw_connector.py", more: "module: \"demo_connector\", protocol: Grpc");
        repository.Variables["AUTOSCHEMATIC_DAEMON"] = "on";

        // The store has nothing but what is locked, and the connector's own wire needs more.
        repository.WriteWords("import sys\nsys.path.append('/usr/lib/python3/dist-packages')");
        try
        {
            (await repository.RunAsync("install")).Expect(0);
            var before = await ConnectorAsync(repository);
            Assert.True(before.Kept);
            Assert.StartsWith(Assert.Single(repository.Entries), before.Command, StringComparison.Ordinal);
            Assert.Equal(before, await ConnectorAsync(repository));
            repository.Files.Stage("main/a.json", "{}\n");
            Assert.Equal(await HashAsync(repository, "--no-daemon"), await HashAsync(repository));

            // Another version is locked, in whatever way: by `install`, or by a commit that was checked out.
            var old = repository.Files.Read(InstallRepository.LockFile);
            repository.WriteDemo("1.1.0");
            repository.Files.Delete(InstallRepository.LockFile);
            (await repository.RunAsync("install")).Expect(0);
            var after = await ConnectorAsync(repository);
            Assert.NotEqual(before.Process, after.Process);
            Assert.StartsWith(repository.Entries.Single(entry => !before.Command.StartsWith(entry, StringComparison.Ordinal)), after.Command, StringComparison.Ordinal);

            repository.Files.Write(InstallRepository.LockFile, old);
            Assert.Equal(before, await ConnectorAsync(repository));
            Directory.Delete(repository.Store, recursive: true);
            Assert.Contains("is locked and not installed", (await repository.RunAsync("connectors")).Expect(1).Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
        finally
        {
            (await repository.RunAsync("daemon", "stop")).Expect(0);
        }
    }

    [Fact]
    public async Task What_is_not_as_it_is_locked_is_refused()
    {
        using var repository = new InstallRepository();
        await repository.RunAsync("install");
        (await repository.RunAsync("install", "--locked")).Expect(0);
        var locked = repository.Files.Read(InstallRepository.LockFile);

        Directory.Delete(repository.Store, recursive: true);
        repository.WriteWords("stolen = 1");
        var changed = (await repository.RunAsync("install", "--locked")).Expect(4);
        Assert.Contains("error[INS005]: `demo_words-2.0-py3-none-any.whl` of `Pip demo-connector` is not the file that was locked", changed.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        (await repository.RunAsync("install")).Expect(4);
        var start = (await repository.RunAsync("connectors")).Expect(1);
        Assert.Contains("is locked and not installed", start.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("hint: run `autoschematic install`", start.Error, StringComparison.Ordinal);

        repository.Configure("Pip(name: \"demo-connector\", version: \"2.0\")");
        (await repository.RunAsync("install", "--locked")).Expect(64);
        (await repository.RunAsync("connectors")).Expect(64);
        Assert.Equal(locked, repository.Files.Read(InstallRepository.LockFile));
        Assert.Empty(repository.Entries);

        // As the hint says.
        repository.Configure("Pip(name: \"demo-connector\", module: \"demo_connector\")");
        repository.Files.Delete(InstallRepository.LockFile);
        (await repository.RunAsync("install")).Expect(0);
        (await repository.RunAsync("connectors")).Expect(0);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_opened_is_an_error_and_not_waited_for()
    {
        using var repository = new InstallRepository();
        var hold = Path.Join(Directory.CreateDirectory(Path.Join(repository.Files.Root, ".git", "autoschematic")).FullName, "install.lock");
        File.CreateSymbolicLink(hold, hold);

        var refused = (await repository.RunAsync("install")).Expect(1);

        Assert.StartsWith($"error[LCK002]: The lock `{hold}` cannot be used: Too many levels of symbolic links", refused.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nhint: check the permissions of the git folder\n", refused.Error, StringComparison.Ordinal);
        Assert.Empty(repository.Entries);
    }

    [Fact]
    public async Task Ten_at_once_in_two_repositories_make_one_entry_and_the_same_lock_file()
    {
        using var one = new InstallRepository();
        using var two = new InstallRepository(sharing: one);

        var runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => (number % 2 == 0 ? one : two).RunAsync("install")));

        Assert.All(runs, run => run.Expect(0));
        Assert.Single(one.Entries);
        Assert.Empty(one.Building);
        Assert.Single(runs, run => run.Output.Contains("1 installed", StringComparison.Ordinal));
        Assert.Equal(one.Files.Read(InstallRepository.LockFile), two.Files.Read(InstallRepository.LockFile));
        Assert.Equal(2, runs.Count(run => run.Error.Contains("git add", StringComparison.Ordinal)));
        Assert.Equal(["?? autoschematic.lock.ron"], one.Files.Status().Split('\n').Where(line => line.Contains("lock", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_no_half_entry_and_no_process()
    {
        using var repository = new InstallRepository();
        var lines = (await repository.RunAsync("install", "-v")).Expect(0).Error.Split('\n').Count(line => line.Contains('│'));
        Assert.True(lines >= 4, $"{lines} lines");
        for (var victim = 1; victim <= lines + 2; victim++)
        {
            Directory.Delete(repository.Store, recursive: true);
            repository.Files.Delete(InstallRepository.LockFile);
            using (var process = repository.Start("install", "-v"))
            {
                // Each line is the beginning of a tool, or something that one said; the last ones are no line at all.
                for (var line = 0; line < victim && await process.StandardError.ReadLineAsync(Cancellation) is not null; line++)
                {
                }

                process.Kill();
                await process.WaitForExitAsync(Cancellation);
            }

            await Waiting.UntilAsync(() => repository.Processes().Count == 0, TimeSpan.FromSeconds(20));
            if (repository.Entries.Count > 0 && repository.Files.Exists(InstallRepository.LockFile))
            {
                (await repository.RunAsync("connectors")).Expect(0);
            }
        }

        (await repository.RunAsync("install")).Expect(0);
        Assert.Single(repository.Entries);
        Assert.Empty(repository.Building);
        (await repository.RunAsync("install", "--locked")).Expect(0);
        (await repository.RunAsync("connectors")).Expect(0);
    }

    private static async Task<(int Process, bool Kept, string Command)> ConnectorAsync(InstallRepository repository)
    {
        using var document = JsonDocument.Parse((await repository.RunAsync("connectors", "--format", "json")).Expect(0).Output);
        var connector = document.RootElement.GetProperty("result").GetProperty("connectors")[0];
        return (connector.GetProperty("processId").GetInt32(), connector.GetProperty("kept").GetBoolean(), connector.GetProperty("command").GetString()!);
    }

    /// <summary>What a plan's file says of the connector's program.</summary>
    private static async Task<string> HashAsync(InstallRepository repository, params string[] options)
    {
        (await repository.RunAsync(["plan", "--out", "../plan.json", .. options])).Expect(0);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(repository.Files.Folder, "plan.json")));
        return document.RootElement.GetProperty("resources")[0].GetProperty("connector").GetProperty("fileSha256").GetString()!;
    }
}
