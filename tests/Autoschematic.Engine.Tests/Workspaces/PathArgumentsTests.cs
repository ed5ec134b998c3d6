using Autoschematic.Engine.Workspaces;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workspaces;

[Trait("kind", "process")]
public sealed class PathArgumentsTests
{
    [Theory]
    [InlineData("", "main/a.txt", "main/a.txt")]
    [InlineData("main", "a.txt", "main/a.txt")]
    [InlineData("main/deep", "../a.txt", "main/a.txt")]
    [InlineData("main/deep", "./../../main//a.txt", "main/a.txt")]
    [InlineData("", "main/deep/", "main/deep")]
    [InlineData("", "/no/such/folder/a.txt", null)]
    [InlineData("", "../../a.txt", null)]
    [InlineData("", ".", null)]
    public void Arguments_are_relative_to_the_current_directory(string folder, string argument, string? expected)
    {
        using var test = TestWorkspace.Create(("main/deep/x", ""));
        Assert.Equal(expected, PathArguments.Resolve(test.Root, Path.Join(test.Root, folder), argument)?.Text);
    }

    [Fact]
    public void Shell_that_stands_behind_a_link_means_the_same()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var test = TestWorkspace.Create(("main/deep/x", ""));
        var link = Path.Join(test.Folder, "link");
        Directory.CreateSymbolicLink(link, test.PathOf("main/deep"));

        Assert.Equal("main/deep/x", PathArguments.Resolve(test.Root, link, "x")?.Text);
        Assert.Equal("main/a.txt", PathArguments.Resolve(test.Root, link, "../a.txt")?.Text);
        Assert.Equal("main/deep/x", PathArguments.Resolve(test.Root, test.Folder, Path.Join(link, "x"))?.Text);
        Assert.True(PathArguments.IsRoot(test.Root, link, "../.."));
    }

    [Fact]
    public void Link_that_is_named_itself_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var test = TestWorkspace.Create(("main/x", ""));
        File.CreateSymbolicLink(test.PathOf("main/link"), "x");

        Assert.Equal("main/link", PathArguments.Resolve(test.Root, test.Root, "main/link")?.Text);
    }
}
