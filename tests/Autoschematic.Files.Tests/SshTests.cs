namespace Autoschematic.Files.Tests;

/// <summary>The files of a host behind a real SSH server, through the real program.</summary>
[Trait("kind", "process")]
public sealed class SshTests(SharedServer shared)
{
    [Fact]
    public async Task Server_that_gives_only_sftp_is_enough()
    {
        using var server = SshServer.Start("ForceCommand=internal-sftp");
        using var repository = new FilesRepository(server.Host("web"));
        repository.Fill(50);
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
        var server = shared.Start();
        using var repository = new FilesRepository(server.Host("web", """hooks: [Hook(paths: "ROOT/**", check: "grep -q fine ROOT/*", post: "echo $SSH_CONNECTION > ROOT.log")],"""));
        repository.Files.Write(repository.Content("web", "it's"), "fine");

        (await repository.ApplyAsync()).Expect(0);

        Assert.StartsWith("127.0.0.1 ", File.ReadAllText($"{repository.Managed}.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_that_takes_too_long_is_ended_and_the_connection_stays()
    {
        var server = shared.Start();
        using var repository = new FilesRepository(server.Host("web", """hooks: [Hook(paths: "ROOT/**", check: "sleep 300 & echo $! > ROOT.pid; echo begun; wait", timeout: 1)],"""));
        repository.Files.Write(repository.Content("web", "a"), "new");

        (await repository.ApplyAsync()).Expect(1).Says("on web was ended after the 1 s of its `timeout`, and the change was taken back: begun");

        Assert.Empty(repository.Everything());
        Assert.False(PosixFiles.Runs(File.ReadAllText($"{repository.Managed}.pid").Trim()));
    }

    [Theory]
    [InlineData()]
    [InlineData("ForceCommand=internal-sftp")]
    public async Task Owner_with_a_large_number_is_read_and_given(params string[] options)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give files away");
        using var server = SshServer.Start(options);
        using var repository = new FilesRepository(server.Host("web", root: "owner: \"3000000000\""));
        repository.Put("a", "1");
        PosixFiles.Own(Path.Join(repository.Managed, "a"), 3000000000);
        await repository.ImportAsync();
        Assert.False(repository.Files.Exists(repository.Attributes("web", "a")));

        repository.Files.Write(repository.Content("web", "b"), "2");
        (await repository.ApplyAsync()).Expect(0);

        Assert.Equal(3000000000, PosixFiles.OwnerOf(Path.Join(repository.Managed, "b")));
    }
}
