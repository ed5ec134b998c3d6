using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Tests.Model.Addresses;

public sealed class RepoPathTests
{
    [Theory]
    [InlineData("a/b", "a/b")]
    [InlineData("./a//b/", "a/b")]
    [InlineData("a/../b", "b")]
    [InlineData("a/b/../../c", "c")]
    [InlineData("../a", "leaves the repository")]
    [InlineData("a/../../b", "leaves the repository")]
    [InlineData("/a", "is an absolute path")]
    [InlineData("a/..", "is empty")]
    public void Written_paths_are_resolved_inside_the_repository(string text, string expected)
        => Assert.Equal(expected, RepoPath.TryParseRelative(text, out var problem)?.Text ?? problem);

    [Fact]
    public void Parts_are_found()
    {
        var path = RepoPath.Parse("a/b/c.ron");

        Assert.Equal("c.ron", path.Name);
        Assert.Equal("a/b", path.Parent!.Text);
        Assert.Null(RepoPath.Parse("a").Parent);
        Assert.True(path.IsWithin(RepoPath.Parse("a/b")));
        Assert.False(path.IsWithin(RepoPath.Parse("a/B")));
        Assert.True(path.IsWithinFolded(RepoPath.Parse("a/B")));
        Assert.False(RepoPath.Parse("ab").IsWithin(RepoPath.Parse("a")));
    }

    [Theory]
    [InlineData("a:b", "holds `:`, which Windows does not allow")]
    [InlineData("x/nul.txt", "has the component `nul.txt`, a device name on Windows")]
    [InlineData("x/Com1", "has the component `Com1`, a device name on Windows")]
    [InlineData("x/y.", "has the component `y.`, and Windows drops a dot or space at the end")]
    [InlineData("x/console.txt", null)]
    public void Names_that_windows_cannot_have_are_told(string text, string? expected)
        => Assert.Equal(expected, PortableNames.Problem(RepoPath.Parse(text)));
}
