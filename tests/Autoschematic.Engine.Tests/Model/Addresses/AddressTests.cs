using Autoschematic.Model.Addresses;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Addresses;

public sealed class AddressTests
{
    [Theory]
    [InlineData("dashboards/main.json")]
    [InlineData("a")]
    [InlineData("with space/ünïcode.ron")]
    [InlineData(".hidden/file")]
    [InlineData("git/autoschematic.json")]
    [InlineData("a/.gitkeep")]
    [InlineData("C:/x")]
    public void Normal_components_are_an_address(string text)
        => Assert.Equal(text, Address.TryParse(text, out var problem)?.Text ?? problem);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/etc/passwd", "is an absolute path")]
    [InlineData("a//b", "has an empty component")]
    [InlineData("a/", "has an empty component")]
    [InlineData("../x", "has the component `..`, only normal components are allowed")]
    [InlineData("a/./b", "has the component `.`, only normal components are allowed")]
    [InlineData("a\\b", "holds a backslash")]
    [InlineData("a\nb", "holds a control character")]
    [InlineData("a/\u009b31m", "holds a control character")]
    [InlineData(".git/hooks/x", "has the reserved name `.git`")]
    [InlineData("deep/.GIT/config", "has the reserved name `.GIT`")]
    [InlineData("deep/.git./config", "has the reserved name `.git.`")]
    [InlineData(".g\u200cit/config", "has the reserved name `.g\u200cit`")]
    [InlineData(".autoschematic/main/x", "has the reserved name `.autoschematic`")]
    [InlineData("x/.Autoschematic.safety.lock", "has the reserved name `.Autoschematic.safety.lock`")]
    [InlineData("x/.bundle/y", "has the reserved name `.bundle`")]
    [InlineData("autoschematic.ron", "has the reserved name `autoschematic.ron`")]
    [InlineData("x/AUTOSCHEMATIC.rbac.ron", "has the reserved name `AUTOSCHEMATIC.rbac.ron`")]
    [InlineData("x/autoschematic.lock.ron", "has the reserved name `autoschematic.lock.ron`")]
    [InlineData(".gitattributes", "has the reserved name `.gitattributes`")]
    [InlineData("a/.gitModules", "has the reserved name `.gitModules`")]
    [InlineData("a/.gitignore", "has the reserved name `.gitignore`")]
    [InlineData(".g\u0131t-is-free", null)]
    public void Others_are_refused_with_the_reason(string text, string? expected)
    {
        _ = Address.TryParse(text, out var problem);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Null(Address.TryParse("a/\ud83d", out var problem));
        Assert.Equal("is not valid Unicode", problem);
    }

    [Theory]
    [InlineData("/dashboards/a.json", "dashboards/a.json")]
    [InlineData("./dashboards/a.json", "dashboards/a.json")]
    [InlineData("dashboards//a.json", "dashboards/a.json")]
    [InlineData("dashboards/./a.json/", "dashboards/a.json")]
    [InlineData("dashboards/a.json", "dashboards/a.json")]
    [InlineData("/../a.json", null)]
    [InlineData("./", null)]
    public void Addresses_of_connectors_are_normalised(string text, string? expected)
        => Assert.Equal(expected, Address.TryParseForeign(text, out _)?.Text);

    [Fact]
    public void No_text_whatever_leaves_the_prefix()
    {
        var component = Gen.OneOf("..", ".", "", "a", "b c", ".git", "\\", "/", "\0", "C:", ".GIT", "ä");
        var path = Gen.OneOf<string>(component.List[1, 6].Select(parts => string.Join("/", parts)), Gen.String);
        var root = Path.Join(Path.GetTempPath(), "root", "main");
        path.Sample(text =>
        {
            foreach (var address in new[] { Address.TryParse(text, out _), Address.TryParseForeign(text, out _) })
            {
                var file = address is null ? root + "/none" : Path.GetFullPath(Prefix.TryParse("main")!.FileOf(address).Text, Path.GetDirectoryName(root)!);
                Assert.StartsWith(root + "/", file, StringComparison.Ordinal);
                Assert.DoesNotContain("/.git/", file + "/", StringComparison.OrdinalIgnoreCase);
            }
        });
    }
}
