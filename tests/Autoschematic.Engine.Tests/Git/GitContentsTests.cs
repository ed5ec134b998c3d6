using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Git;

[Trait("kind", "process")]
public sealed class GitContentsTests
{
    [Fact]
    public async Task Contents_of_any_shape_come_through()
    {
        string[] contents = ["", "\n", "no line break", "end-0 missing\n", "a\n\nb missing\n", "\0\u0001\r\n"];
        using var test = TestWorkspace.Create();
        var large = new string('x', 3_000_000) + "\n missing\n";
        foreach (var (content, number) in contents.Append(large).Select((content, number) => (content, number)))
        {
            test.Stage($"f {number}", content);
        }

        var git = await GitTests.OpenAsync(test);
        await using var reader = git.OpenContents();
        var reads = (await git.StagedChangesAsync([], default))!
            .Select(change => reader.ReadAsync(change.NewBlob!, change.Path, [], default));

        Assert.Equal(contents.Append(large), (await Task.WhenAll(reads)).Select(GitTests.Text));
    }

    [Fact]
    public async Task Line_endings_and_filters_are_those_of_a_checkout()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the filter is a shell command");
        using var test = TestWorkspace.Create();
        test.Git("config", "filter.shout.clean", "tr A-Z a-z");
        test.Git("config", "filter.shout.smudge", "tr a-z A-Z | sed 's/$/!!!/'");
        test.Stage(".gitattributes", "*.crlf text eol=crlf\n*.loud filter=shout\n");
        test.Stage("a.crlf", "one\r\ntwo\r\n").Stage("b.loud", "HELLO\n").Stage("c", "plain\n");
        var git = await GitTests.OpenAsync(test);
        await using var reader = git.OpenContents();

        var read = new List<string?>();
        foreach (var change in (await git.StagedChangesAsync([], default))!.Skip(1))
        {
            read.Add(GitTests.Text(await reader.ReadAsync(change.NewBlob!, change.Path, [], default)));
        }

        Assert.Equal(["one\r\ntwo\r\n", "HELLO!!!\n", "plain\n"], read);
    }

    [Fact]
    public async Task Missing_object_and_failing_filter_name_the_path_and_the_next_read_works()
    {
        using var test = TestWorkspace.Create();
        test.Stage("a.bad", "x").Stage("b", "fine");
        test.Git("config", "filter.bad.smudge", "false");
        test.Git("config", "filter.bad.required", "true");
        test.Write(".gitattributes", "*.bad filter=bad\n");
        var git = await GitTests.OpenAsync(test);
        var staged = (await git.StagedChangesAsync([], default))!;
        await using var reader = git.OpenContents();
        var bag = new DiagnosticBag();

        Assert.Null(await reader.ReadAsync(new string('1', 40), RepoPath.Parse("gone"), bag, default));
        Assert.Null(await reader.ReadAsync(staged[0].NewBlob!, staged[0].Path, bag, default));
        Assert.Equal("fine", GitTests.Text(await reader.ReadAsync(staged[1].NewBlob!, staged[1].Path, bag, default)));

        Assert.Equal(["GIT011 gone", "GIT012 a.bad"], bag.Select(each => $"{each.Code} {each.Location}"));
    }

    [Fact]
    public async Task Cancelled_read_leaves_the_reader_usable()
    {
        using var test = TestWorkspace.Create(("a", "content"));
        var git = await GitTests.OpenAsync(test);
        var entry = (await git.IndexEntriesAsync([], default))!.Single();
        await using var reader = git.OpenContents();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadAsync(entry.Blob, entry.Path, [], cancelled.Token));

        Assert.Equal("content", GitTests.Text(await reader.ReadAsync(entry.Blob, entry.Path, [], default)));
    }
}
