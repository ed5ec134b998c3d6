using System.Globalization;

namespace Autoschematic.Files.Tests;

/// <summary>The files of a host behind a real SSH server, through the real program.</summary>
[Trait("kind", "process")]
public sealed class SshTests
{
    [Fact]
    public async Task Two_thousand_files_are_imported_one_changed_and_found_and_five_hundred_applied_with_progress()
    {
        using var server = SshServer.Start();
        using var repository = new FilesRepository(server.Host("web"));
        Fill(repository, 2000);

        await repository.ImportAsync();
        Assert.Equal(2000, Directory.GetFiles(repository.Files.PathOf("main/files/web/tree"), "*", SearchOption.AllDirectories).Length);

        repository.Put("07/0007", "changed by hand\n");
        var drift = (await repository.RunAsync("drift", "--exit-code")).Expect(2);
        Assert.Contains("07/0007", drift.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("08/0008", drift.Output, StringComparison.Ordinal);

        Change(repository, 500, "second");
        repository.Files.Git("add", "--all", "--force");
        var apply = (await repository.RunAsync("apply", "--yes", "--no-commit", "--format", "jsonl")).Expect(0);
        Assert.True(apply.Output.Split('\n').Count(line => line.Contains("\"event\"", StringComparison.Ordinal)) > 500, apply.Output[..2000]);
        Assert.All(Enumerable.Range(100, 500), number => Assert.Equal($"second {number}\n", repository.Take(PathOf(number))));
    }

    [Fact]
    public async Task Connection_that_is_killed_fails_what_was_under_way_and_a_second_apply_completes()
    {
        using var server = SshServer.Start();
        using var repository = new FilesRepository(server.Host("web"));
        Fill(repository, 600);
        await repository.ImportAsync();
        Change(repository, 500, "second");
        repository.Files.Git("add", "--all", "--force");

        using var process = repository.Start("apply", "--yes", "--no-commit", "--format", "jsonl");
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var killed = 0;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (killed == 0 && repository.Take(PathOf(103)) != "first 103\n")
            {
                killed = server.KillConnections();
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((true, 3), (killed > 0, process.ExitCode));
        Assert.Matches("The connection to web ended while (reading|writing) `", await error);

        (await repository.ApplyAsync()).Expect(0);
        Assert.All(Enumerable.Range(100, 500), number => Assert.Equal($"second {number}\n", repository.Take(PathOf(number))));
        Assert.Empty(Directory.GetFiles(repository.Managed, ".autoschematic-*", SearchOption.AllDirectories).Skip(16));
    }

    [Fact]
    public async Task Server_that_gives_only_sftp_is_enough()
    {
        using var server = SshServer.Start("ForceCommand=internal-sftp");
        using var repository = new FilesRepository(server.Host("web"));
        Fill(repository, 50);
        repository.Put("run.sh", "#!/bin/sh\n", "4755");
        await repository.ImportAsync();
        Assert.Equal("Attributes(\n    mode: \"4755\",\n)\n", repository.Files.Read(repository.Attributes("web", "run.sh")));
        (await repository.RunAsync("drift", "--exit-code")).Expect(0);

        File.CreateSymbolicLink(Path.Join(repository.Managed, "way"), Directory.CreateDirectory(Path.Join(repository.Files.Folder, "outside")).FullName);
        File.CreateSymbolicLink(Path.Join(repository.Managed, "dangling"), Path.Join(repository.Files.Folder, "made"));
        repository.Files.Write(repository.Content("web", "way/never"), "x");
        repository.Files.Write(repository.Content("web", "dangling"), "x");
        repository.Files.Write(repository.Content("web", "new/one"), "1");
        repository.Files.Write(repository.Attributes("web", "new/one"), "Attributes(mode: \"0600\")");
        (await repository.ApplyAsync()).Expect(3)
            .Says("lies behind the symbolic link `ROOT/way`")
            .Says("`ROOT/dangling` on web is a symbolic link");
        Assert.Equal(("1", "600"), (repository.Take("new/one"), repository.ModeOf("new/one")));
        Assert.False(File.Exists(Path.Join(repository.Files.Folder, "made")));
    }

    [Fact]
    public async Task Hooks_run_on_the_host()
    {
        using var server = SshServer.Start();
        using var repository = new FilesRepository(server.Host("web", """hooks: [Hook(paths: "ROOT/**", check: "grep -q fine ROOT/*", post: "echo $SSH_CONNECTION > ROOT.log")],"""));
        repository.Files.Write(repository.Content("web", "it's"), "fine");

        (await repository.ApplyAsync()).Expect(0);

        Assert.StartsWith("127.0.0.1 ", File.ReadAllText($"{repository.Managed}.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_from_a_host_is_said_in_one_sentence()
    {
        using var server = SshServer.Start();
        using var repository = new FilesRepository(server.Host("web"));
        repository.Put("a", "1");
        await repository.ImportAsync();
        var good = server.Host("web");

        repository.Hosts(good.Replace(server.Fingerprint, "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", StringComparison.Ordinal));
        (await repository.RunAsync("drift")).Says($"web showed the host key {server.Fingerprint}, which is not among its `host_keys`; if the host has a new key");

        repository.Hosts(good.Replace(server.KeyFile, server.StrangeKey(), StringComparison.Ordinal));
        (await repository.RunAsync("drift")).Says($"web does not let `{Environment.UserName}` in with `{server.StrangeKeyFile}`; add its public key");

        repository.Hosts(good.Replace(server.KeyFile, "/nowhere/key", StringComparison.Ordinal));
        (await repository.RunAsync("drift")).Says("The private key of web from `/nowhere/key` cannot be used (there is no such file)");

        repository.Hosts(good);
        server.Stop();
        (await repository.RunAsync("drift")).Says($"web does not answer at 127.0.0.1:{server.Port} (");
    }

    [Fact]
    public async Task Denied_permission_is_said_for_the_file_and_other_files_are_written()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can log in as somebody who may do less");
        using var server = SshServer.Start("ForceCommand=internal-sftp");
        using var repository = new FilesRepository(server.Host("web", user: "nobody"));
        Directory.CreateDirectory(Path.Join(repository.Managed, "open"));
        File.SetUnixFileMode(Path.Join(repository.Managed, "open"), (UnixFileMode)Convert.ToInt32("777", 8));
        File.SetUnixFileMode(repository.Files.Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        repository.Files.Write(repository.Content("web", "open/a"), "1");
        repository.Files.Write(repository.Content("web", "closed"), "1");

        (await repository.ApplyAsync()).Expect(3).Says("Writing `ROOT/closed` on web is not allowed to `nobody`");

        Assert.Equal("1", repository.Take("open/a"));
    }

    private static string PathOf(int number) => $"{(number % 20).ToString("00", CultureInfo.InvariantCulture)}/{number.ToString("0000", CultureInfo.InvariantCulture)}";

    private static void Fill(FilesRepository repository, int count)
    {
        for (var number = 0; number < count; number++)
        {
            repository.Put(PathOf(number), $"first {number}\n");
        }
    }

    private static void Change(FilesRepository repository, int count, string word)
    {
        for (var number = 100; number < 100 + count; number++)
        {
            repository.Files.Write(repository.Content("web", PathOf(number)), $"{word} {number}\n");
        }
    }
}
