using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Git;

[Trait("kind", "process")]
public sealed class GitPinsTests
{
    private const string Name = "refs/autoschematic/runs/run-1";

    [Fact]
    public async Task Pinned_files_come_back_byte_for_byte_whatever_the_attributes_say()
    {
        var files = new Dictionary<RepoPath, ReadOnlyMemory<byte>>
        {
            [RepoPath.Parse("a.txt")] = Encoding.UTF8.GetBytes("one\r\ntwo\n"),
            [RepoPath.Parse("b c/ö [x].txt")] = Encoding.UTF8.GetBytes("data 5\ndone\n"),
            [RepoPath.Parse("\"quoted\"")] = new byte[] { 0, 255, 10, 10 },
            [RepoPath.Parse("empty")] = ReadOnlyMemory<byte>.Empty,
        };
        using var test = TestWorkspace.Create((".gitattributes", "* text=auto eol=crlf\n"));
        var git = await GitTests.OpenAsync(test);

        var commit = await git.PinAsync(Name, files, [], default);

        Assert.Equal(test.Git("rev-parse", Name).Trim(), commit);
        await using var objects = git.OpenObjects();
        foreach (var (path, content) in files)
        {
            Assert.Equal(content.ToArray(), (await objects.ReadAsync($"{commit}:{path}", path, [], default))!.Value.ToArray());
        }

        Assert.Equal("", test.Status());
        Assert.Null(await objects.ReadAsync($"{commit}:nothing", RepoPath.Parse("nothing"), [], default));
    }

    [Fact]
    public async Task Pins_are_listed_replaced_and_removed()
    {
        using var test = TestWorkspace.Create(("a", "a"));
        var git = await GitTests.OpenAsync(test);
        await git.PinAsync(Name, new Dictionary<RepoPath, ReadOnlyMemory<byte>>(), [], default);
        await git.PinAsync(Name, new Dictionary<RepoPath, ReadOnlyMemory<byte>> { [RepoPath.Parse("x")] = "x"u8.ToArray() }, [], default);

        Assert.Equal([Name], await git.RefsAsync("refs/autoschematic/runs/", [], default));
        Assert.Equal("x\n", test.Git("ls-tree", "--name-only", Name));

        Assert.True(await git.UnpinAsync([Name], [], default));
        Assert.True(await git.UnpinAsync([Name], [], default));
        Assert.Equal([], await git.RefsAsync("refs/autoschematic/runs/", [], default));
    }

    [Fact]
    public async Task An_ancestor_is_told_from_any_other_commit()
    {
        using var test = TestWorkspace.Create(("a", "a"));
        var first = test.Git("rev-parse", "HEAD").Trim();
        test.CommitAll();
        var second = test.Git("rev-parse", "HEAD").Trim();
        var git = await GitTests.OpenAsync(test);

        Assert.True(await git.IsAncestorAsync(first, second, default));
        Assert.True(await git.IsAncestorAsync(first, first, default));
        Assert.False(await git.IsAncestorAsync(second, first, default));
        Assert.False(await git.IsAncestorAsync(new string('0', 40), first, default));
    }
}
