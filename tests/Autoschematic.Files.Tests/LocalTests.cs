namespace Autoschematic.Files.Tests;

/// <summary>The files of the machine itself, through the real program.</summary>
[Trait("kind", "process")]
public sealed class LocalTests
{
    private const string Here = """    "here": Host(roots: [Root(path: "ROOT", rules: [Rule(paths: "ssl/*.key", mode: "0600")], ignore: ["**/*.bak"])]),""";

    [Fact]
    public async Task Import_gives_a_readable_file_for_each_file_and_nothing_to_plan()
    {
        using var repository = new FilesRepository(Here);
        repository.Put("app.conf", "port = 80\n");
        repository.Put("ssl/site.key", "key", "600");
        repository.Put("run.sh", "#!/bin/sh\n", "755");
        repository.Put("old.bak", "left alone");
        Directory.CreateDirectory(Path.Join(repository.Managed, "empty"));
        File.SetUnixFileMode(Path.Join(repository.Managed, "empty"), (UnixFileMode)Convert.ToInt32("755", 8));
        File.CreateSymbolicLink(Path.Join(repository.Managed, "link"), Path.Join(repository.Managed, "app.conf"));

        await repository.ImportAsync();

        Assert.Equal("port = 80\n", repository.Files.Read(repository.Content("here", "app.conf")));
        Assert.Equal("Attributes(\n    mode: \"0755\",\n)\n", repository.Files.Read(repository.Attributes("here", "run.sh")));
        Assert.True(repository.Files.Exists(repository.Folder("here", "empty")));
        Assert.False(repository.Files.Exists(repository.Content("here", "old.bak")));
        Assert.False(repository.Files.Exists(repository.Content("here", "link")));
        Assert.False(repository.Files.Exists(repository.Attributes("here", "ssl/site.key")));
        (await repository.RunAsync("plan", "--all", "--exit-code")).Expect(0);
        (await repository.RunAsync("drift", "--exit-code")).Expect(0);
    }

    [Fact]
    public async Task Changes_are_written_with_their_attributes_and_drift_finds_what_others_did()
    {
        using var repository = new FilesRepository(Here);
        repository.Put("app.conf", "port = 80\n", "640");
        await repository.ImportAsync();

        repository.Files.Write(repository.Content("here", "app.conf"), "port = 81\n");
        repository.Files.Write(repository.Content("here", "ssl/new.key"), "secret");
        repository.Files.Write(repository.Content("here", "bin/tool"), "#!/bin/sh\n");
        repository.Files.Write(repository.Attributes("here", "bin/tool"), "Attributes(mode: \"0755\")\n");
        repository.Files.Write(repository.Folder("here", "spool"), "Attributes(mode: \"0700\")\n");
        (await repository.ApplyAsync()).Expect(0);
        repository.Files.CommitAll();

        Assert.Equal("port = 81\n", repository.Take("app.conf"));
        Assert.Equal(["640", "600", "755", "755", "700"], new[] { "app.conf", "ssl/new.key", "bin/tool", "bin", "spool" }.Select(repository.ModeOf));
        (await repository.RunAsync("drift", "--exit-code")).Expect(0);

        repository.Put("app.conf", "port = 82\n", "640");
        File.SetUnixFileMode(Path.Join(repository.Managed, "ssl/new.key"), (UnixFileMode)Convert.ToInt32("644", 8));
        (await repository.RunAsync("drift", "--unmanaged", "--exit-code")).Expect(2).Says("treeROOT/app.conf").Says("attributesROOT/ssl/new.key.ron");
    }

    [Fact]
    public async Task Deleted_file_is_deleted()
    {
        using var repository = new FilesRepository(Here);
        repository.Put("app.conf", "port = 80\n");
        await repository.ImportAsync();

        repository.Files.StageDeletion(repository.Content("here", "app.conf"));
        (await repository.ApplyAsync()).Expect(0);

        Assert.False(File.Exists(Path.Join(repository.Managed, "app.conf")));
    }

    [Fact]
    public async Task Nothing_is_written_behind_links_or_outside_of_the_roots()
    {
        using var repository = new FilesRepository(Here);
        var outside = Directory.CreateDirectory(Path.Join(repository.Files.Folder, "outside")).FullName;
        Directory.CreateSymbolicLink(Path.Join(repository.Managed, "way"), outside);
        File.CreateSymbolicLink(Path.Join(repository.Managed, "dangling"), Path.Join(outside, "made"));

        repository.Files.Write(repository.Content("here", "way/in"), "x");
        repository.Files.Write(repository.Content("here", "dangling"), "x");
        repository.Files.Write("main/files/here/tree/etc/never", "x");
        repository.Files.Write("main/files/there/tree/etc/never", "x");
        (await repository.ApplyAsync()).Expect(1)
            .Says("`ROOT/way/in` on here lies behind the symbolic link `ROOT/way`, which is not followed")
            .Says("`ROOT/dangling` on here is a symbolic link, which this connector neither follows nor replaces")
            .Says("`/etc/never` is outside of what files/hosts.ron manages on here")
            .Says("`there` is not among the hosts of files/hosts.ron (here)");

        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public async Task Configuration_is_checked_where_it_is_wrong()
    {
        using var repository = new FilesRepository("""    "web": Host(address: "web", roots: [Root(path: "etc/../x", mode: "644")]),""");

        (await repository.RunAsync("validate")).Expect(1)
            .Says("A root is an absolute path without")
            .Says("Permissions are four octal digits")
            .Says("needs a `user` to log in as")
            .Says("needs its fingerprints in `host_keys`");
    }

    [Fact]
    public async Task Content_can_hold_outputs_of_others()
    {
        using var repository = new FilesRepository(Here);
        repository.Files.Write(".autoschematic/main/db.ron.out.json", """{"OutputMap": {"host": "10.0.0.7"} }""");
        repository.Files.Write(repository.Content("here", "app.conf"), "host = out://db.ron[host]\n");

        (await repository.ApplyAsync()).Expect(0);

        Assert.Equal("host = 10.0.0.7\n", repository.Take("app.conf"));
    }
}
