using Autoschematic.Files.Hosts;
using Autoschematic.Files.Hosts.Ssh;
using Autoschematic.Files.Paths;
using Autoschematic.Files.Settings;
using CsCheck;

namespace Autoschematic.Files.Tests;

/// <summary>Paths, patterns, rules and permissions.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("*.conf", "a.conf", true)]
    [InlineData("*.conf", "sub/a.conf", false)]
    [InlineData("**/*.conf", "a.conf", true)]
    [InlineData("**/*.conf", "x/y/a.conf", true)]
    [InlineData("/etc/nginx/**", "/etc/nginx/conf.d/a", true)]
    [InlineData("/etc/nginx/**", "/etc/nginx", false)]
    [InlineData("/etc/nginx/**", "/etc/nginx2/a", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a.c", "abc", false)]
    public void Patterns_match(string pattern, string path, bool matches) => Assert.Equal(matches, new PathGlob(pattern).Matches(path));

    [Theory]
    [InlineData("/etc", true)]
    [InlineData("/etc/nginx", true)]
    [InlineData("/", false)]
    [InlineData("/etc/", false)]
    [InlineData("etc", false)]
    [InlineData("/etc//x", false)]
    [InlineData("/etc/../x", false)]
    [InlineData("/etc/./x", false)]
    public void Paths_are_normal(string path, bool isNormal) => Assert.Equal(isNormal, AbsolutePath.IsNormal(path));

    [Fact]
    public void Permissions_round_trip()
        => Gen.Int[0, 0xFFF].Sample(mode => Permissions.Parse(Permissions.Format(mode)) == mode && Permissions.IsMode(Permissions.Format(mode)));

    [Fact]
    public void Later_rules_go_before_earlier_ones()
    {
        var root = new ManagedRoot(new()
        {
            Path = "/etc",
            Owner = "root",
            Rules = [new() { Paths = "**/*.key", Mode = "0600" }, new() { Paths = "ssl/**", Group = "ssl", Mode = "0640", DirectoryMode = "0750" }],
        });

        Assert.Equal(new("root", null, "0644"), root.AttributesOf("/etc/a", isDirectory: false));
        Assert.Equal(new("root", null, "0600"), root.AttributesOf("/etc/a.key", isDirectory: false));
        Assert.Equal(new("root", "ssl", "0640"), root.AttributesOf("/etc/ssl/a.key", isDirectory: false));
        Assert.Equal(new("root", "ssl", "0750"), root.AttributesOf("/etc/ssl/private", isDirectory: true));
        Assert.Equal(new("root", null, "0755"), root.AttributesOf("/etc", isDirectory: true));
    }

    [Fact]
    public void Ignored_directories_hide_what_is_in_them()
    {
        var root = new ManagedRoot(new RootSettings { Path = "/etc", Ignore = ["cache", "**/*.bak"] });

        Assert.True(root.Ignores("/etc/cache/a/b"));
        Assert.True(root.Ignores("/etc/x/y.bak"));
        Assert.False(root.Ignores("/etc/x/cache"));
        Assert.False(root.Ignores("/etc"));
    }

    [Fact]
    public void Numbers_of_accounts_have_thirty_two_bits()
    {
        var accounts = Accounts.Parse("user", "far:x:4294967294:1::/:/bin/sh\nnone:x:4294967295:1::/:/bin/sh\n");

        Assert.Equal(("far", "3000000000"), (accounts.NameOf(4294967294), accounts.NameOf(3000000000)));
        Assert.Equal(3000000000, accounts.NumberOf("h", "3000000000"));
        Assert.ThrowsAny<Exception>(() => accounts.NumberOf("h", "none"));
        var states = StateScript.Read("sf 644 3000000000 4294967294 5 /a\0end\0"u8.ToArray(), accounts, accounts)!;
        Assert.Equal(new Attributes("3000000000", "far", "0644"), states["/a"].Attributes);
    }

    [Fact]
    public void Accounts_have_names_and_numbers()
    {
        var accounts = Accounts.Parse("user", "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\nweb:x:33:33::/:/bin/sh\n");

        Assert.Equal(("root", "web", "77"), (accounts.NameOf(0), accounts.NameOf(33), accounts.NameOf(77)));
        Assert.Equal((0u, 33u, 77u), (accounts.NumberOf("h", "toor"), accounts.NumberOf("h", "web"), accounts.NumberOf("h", "77")));
        Assert.Equal(
            "There is no user `nobody` on h; create it there or write its number",
            Assert.ThrowsAny<Exception>(() => accounts.NumberOf("h", "nobody")).Message);
    }
}
