using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Files;

public sealed class RepositoryFilesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("autoschematic-files-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    public static TheoryData<bool> BothWays => OperatingSystem.IsWindows() ? [true] : [false, true];

    [Theory, MemberData(nameof(BothWays))]
    public void Written_file_is_read_back_and_its_folders_are_made(bool portable)
    {
        var (files, bag) = (Open(portable), new DiagnosticBag());

        Assert.True(files.WriteAtomic(At("main/deep/er/a.ron"), Bytes("one"), bag));
        Assert.True(files.WriteAtomic(At("main/deep/er/a.ron"), Bytes("two"), bag));

        Assert.Equal("two", Text(files.TryRead(At("main/deep/er/a.ron"), bag)));
        Assert.Equal(["a.ron"], Directory.GetFileSystemEntries(Path.Join(root, "main/deep/er")).Select(Path.GetFileName));
        Assert.Empty(bag);
    }

    [Fact]
    public async Task A_folder_that_appears_while_a_file_in_it_is_read_is_no_problem()
    {
        const int rounds = 5000;
        var (files, folder, stop) = (Open(portable: false), Path.Join(root, "main"), false);
        var making = Task.Run(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                Directory.CreateDirectory(folder);
                Directory.Delete(folder);
            }
        });
        var refused = 0;
        for (var round = 0; round < rounds; round++)
        {
            refused += files.Read(At("main/a.ron")) is FileRead.Refused ? 1 : 0;
        }

        Volatile.Write(ref stop, true);
        await making;
        Assert.Equal(0, refused);
    }

    [Theory, MemberData(nameof(BothWays))]
    public void Missing_file_is_neither_content_nor_problem(bool portable)
    {
        var (files, bag) = (Open(portable), new DiagnosticBag());
        File.WriteAllText(Path.Join(root, "file"), "");

        Assert.Null(files.TryRead(At("nothing/here"), bag));
        Assert.Null(files.TryRead(At("file/below"), bag));
        Assert.True(files.Delete(At("nothing/here"), bag));
        Assert.Equal(FileKind.Missing, files.KindOf(At("file/below")));
        Assert.Empty(bag);
    }

    [Theory, MemberData(nameof(BothWays))]
    public void Links_are_never_followed(bool portable)
    {
        var files = Open(portable);
        var outside = Directory.CreateTempSubdirectory("autoschematic-outside-").FullName;
        try
        {
            File.WriteAllText(Path.Join(outside, "secret"), "keep");
            Directory.CreateSymbolicLink(Path.Join(root, "folder"), outside);
            File.CreateSymbolicLink(Path.Join(root, "file"), Path.Join(outside, "secret"));
            File.CreateSymbolicLink(Path.Join(root, "dangling"), Path.Join(outside, "new"));

            foreach (var path in new[] { "folder/secret", "file", "dangling", "folder/new/deeper" })
            {
                var bag = new DiagnosticBag();
                Assert.Null(files.TryRead(At(path), bag));
                Assert.False(files.WriteAtomic(At(path), Bytes("overwritten"), bag));
                Assert.False(files.Delete(At(path), bag));
                Assert.False(files.ProveWritable(At(path), bag));
                Assert.Equal(["FIL001", "FIL001", "FIL001", "FIL001"], bag.Select(diagnostic => diagnostic.Code));
                Assert.Equal(FileKind.Other, files.KindOf(At(path)));
            }

            Assert.Equal(["secret"], Directory.GetFileSystemEntries(outside).Select(Path.GetFileName));
            Assert.Equal("keep", File.ReadAllText(Path.Join(outside, "secret")));
            Assert.Empty(files.List(null));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Theory, MemberData(nameof(BothWays))]
    public void Folders_and_files_do_not_stand_for_each_other(bool portable)
    {
        var (files, bag) = (Open(portable), new DiagnosticBag());
        Directory.CreateDirectory(Path.Join(root, "folder"));
        File.WriteAllText(Path.Join(root, "file"), "");

        Assert.Null(files.TryRead(At("folder"), bag));
        Assert.False(files.WriteAtomic(At("folder"), Bytes(""), bag));
        Assert.False(files.Delete(At("folder"), bag));
        Assert.False(files.WriteAtomic(At("file/below"), Bytes(""), bag));

        Assert.Equal(["FIL003", "FIL003", "FIL003", "FIL002"], bag.Select(diagnostic => diagnostic.Code));
        Assert.Equal("`file/below` cannot be written because `file` is not a folder", bag.Last().Message);
    }

    [Theory, MemberData(nameof(BothWays))]
    public void Deleting_prunes_only_folders_of_the_tool(bool portable)
    {
        var (files, bag) = (Open(portable), new DiagnosticBag());
        foreach (var path in new[] { ".autoschematic/main/a/b.out.json", "main/.bundle/x/y.bun.ron", "main/x/y.ron" })
        {
            files.WriteAtomic(At(path), Bytes("x"), bag);
            Assert.True(files.Delete(At(path), bag));
        }

        Assert.Empty(bag);
        Assert.Equal(
            ["main", "main/x"],
            Directory.GetDirectories(root, "*", SearchOption.AllDirectories)
                .Select(folder => Path.GetRelativePath(root, folder)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Mode_of_a_replaced_file_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no modes");
        var (files, bag) = (new RepositoryFiles(root), new DiagnosticBag());
        var script = Path.Join(root, "run.sh");
        File.WriteAllText(script, "");
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_000);

        files.WriteAtomic(At("run.sh"), Bytes("x"), bag);
        files.WriteAtomic(At("new"), Bytes("x"), bag);
        files.WriteAtomic(At("private"), Bytes("x"), FilePermissions.Private, bag);

        Assert.Equal((UnixFileMode)0b111_101_000, File.GetUnixFileMode(script));
        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(Path.Join(root, "new")));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(Path.Join(root, "private")));
    }

    [Fact]
    public void Special_files_are_refused_without_waiting_for_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a folder with a socket");
        var files = new RepositoryFiles(root);
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Join(root, "socket")));

        var read = Assert.IsType<FileRead.Refused>(files.Read(At("socket")));

        Assert.Equal("`socket` is a link or a special file, and links are never followed", read.Problem.Message);
    }

    [Theory, MemberData(nameof(BothWays))]
    public void Large_and_empty_files_survive(bool portable)
    {
        var (files, bag) = (Open(portable), new DiagnosticBag());
        var large = new byte[50 * 1024 * 1024];
        Random.Shared.NextBytes(large);

        files.WriteAtomic(At("large"), large, bag);
        files.WriteAtomic(At("empty"), default, bag);

        Assert.True(files.TryRead(At("large"), bag)!.Value.Span.SequenceEqual(large));
        Assert.Equal(0, files.TryRead(At("empty"), bag)!.Value.Length);
    }

    [Theory, MemberData(nameof(BothWays))]
    public void A_file_that_is_too_large_is_refused(bool portable)
    {
        using (var sparse = File.Create(Path.Join(root, "huge")))
        {
            sparse.SetLength(FileLimits.LargestFile + 1);
        }

        var read = Assert.IsType<FileRead.Refused>(Open(portable).Read(At("huge")));

        Assert.Equal(FileDiagnostics.TooLarge(At("huge"), FileLimits.LargestFile + 1).ToString(), read.Problem.ToString());
    }

    [Fact]
    public void Listing_is_sorted_and_leaves_git_out()
    {
        var (files, bag) = (new RepositoryFiles(root), new DiagnosticBag());
        foreach (var path in new[] { "b", "a/z", "a-b", ".git/config", "a/ä b", "a/.git/config" })
        {
            Assert.True(files.WriteAtomic(At(path), Bytes("x"), bag));
        }

        Assert.Equal(["a-b", "a/z", "a/ä b", "b"], files.List(null).Select(path => path.Text));
        Assert.Equal(["a/z", "a/ä b"], files.List(At("a")).Select(path => path.Text));
        Assert.Empty(files.List(At("missing")));
    }

    [Fact]
    public void Readers_see_whole_contents_while_files_are_replaced()
    {
        var (files, bag) = (new RepositoryFiles(root), new DiagnosticBag());
        var contents = Enumerable.Range(0, 8).Select(number => Bytes(new string((char)('a' + number), 20_000))).ToArray();
        files.WriteAtomic(At("file"), contents[0], bag);

        Parallel.For(0, 200, turn =>
        {
            if (turn % 2 == 0)
            {
                files.WriteAtomic(At("file"), contents[turn % contents.Length], bag);
            }
            else
            {
                var text = Text(files.TryRead(At("file"), bag))!;
                Assert.Equal(20_000, text.Length);
                Assert.Equal(new string(text[0], text.Length), text);
            }
        });

        Assert.Empty(bag);
    }

    private static RepoPath At(string path) => RepoPath.Parse(path);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } found ? Encoding.UTF8.GetString(found.Span) : null;

    private RepositoryFiles Open(bool portable)
        => portable ? new(root, new PortableAccess(root)) : new(root);
}
