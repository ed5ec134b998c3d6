using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Tests.Model.Addresses;

public sealed class PrefixTests
{
    [Theory]
    [InlineData("main", "main", "main/a/b.ron")]
    [InlineData("offices/taipei", "offices/taipei", "offices/taipei/a/b.ron")]
    [InlineData("offices//taipei/", "offices/taipei", "offices/taipei/a/b.ron")]
    [InlineData("/", "/", "a/b.ron")]
    [InlineData("with space", "with space", "with space/a/b.ron")]
    public void Names_map_addresses_to_files_and_back(string name, string expectedName, string expectedFile)
    {
        var prefix = Prefix.TryParse(name)!;
        var file = prefix.FileOf(Address.Parse("a/b.ron"));

        Assert.Equal(expectedName, prefix.Name);
        Assert.Equal(expectedFile, file.Text);
        Assert.Equal(Address.Parse("a/b.ron"), prefix.AddressOf(file));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" main", "has white space around it")]
    [InlineData("main\t", "has white space around it")]
    [InlineData("/main", "is an absolute path")]
    [InlineData("//", "is an absolute path")]
    [InlineData(".", "has the component `.`, only normal components are allowed")]
    [InlineData("../main", "has the component `..`, only normal components are allowed")]
    [InlineData("a/../b", "has the component `..`, only normal components are allowed")]
    [InlineData("C:", "names a drive")]
    [InlineData("c:/main", "names a drive")]
    [InlineData("a\\b", "holds a backslash")]
    [InlineData("a\u0007", "holds a control character")]
    [InlineData(".Git", "has the reserved name `.Git`")]
    [InlineData("x/.autoschematic", "has the reserved name `.autoschematic`")]
    [InlineData("x/.bundle", "has the reserved name `.bundle`")]
    public void Bad_names_are_refused_with_the_reason(string name, string expected)
    {
        Assert.Null(Prefix.TryParse(name, out var problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("a/b", "a/b2", false)]
    [InlineData("a/b", "a", true)]
    [InlineData("a", "a/b", true)]
    [InlineData("a", "a", true)]
    [InlineData("a", "A/b", false)]
    [InlineData("/", "a", true)]
    [InlineData("a", "b", false)]
    public void Overlap_is_compared_by_component(string left, string right, bool expected)
        => Assert.Equal(expected, Prefix.TryParse(left)!.Overlaps(Prefix.TryParse(right)!));

    [Theory]
    [InlineData("main", "main")]
    [InlineData("main", "main2/a")]
    [InlineData("main", "other/a")]
    [InlineData("main", "main/.bundle/a.bun.ron")]
    [InlineData("/", ".autoschematic/a.out.json")]
    public void Files_outside_or_reserved_have_no_address(string prefix, string file)
        => Assert.Null(Prefix.TryParse(prefix)!.AddressOf(RepoPath.Parse(file)));
}
