using Autoschematic.Model.Addresses;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Addresses;

public sealed class GlobTests
{
    [Theory]
    [InlineData("aws/vpc", "aws/vpc", true)]
    [InlineData("aws/vpc", "aws/vpc/main.ron", true)]
    [InlineData("aws/vpc/", "aws/vpc/main.ron", true)]
    [InlineData("./aws", "aws/vpc/main.ron", true)]
    [InlineData("aws/vpc", "aws/vpc2/main.ron", false)]
    [InlineData("aws", "gcp/aws", false)]
    [InlineData("aws/*/main.ron", "aws/vpc/main.ron", true)]
    [InlineData("aws/*/main.ron", "aws/a/b/main.ron", false)]
    [InlineData("aws/**/main.ron", "aws/main.ron", true)]
    [InlineData("aws/**/main.ron", "aws/a/b/main.ron", true)]
    [InlineData("**/main.ron", "a/b/main.ron", true)]
    [InlineData("*", "a/b", true)]
    [InlineData("**", "a", true)]
    [InlineData("", "a/b", true)]
    [InlineData("./", "a/b", true)]
    [InlineData("/", "a/b", true)]
    [InlineData("*.ron", "a.ron", true)]
    [InlineData("*.ron", "a/b.ron", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a[0]", "a[0]", true)]
    [InlineData("AWS", "aws", false)]
    public void Patterns_match_components_and_everything_below(string glob, string path, bool expected)
        => Assert.Equal(expected, Glob.TryParse(glob, out _)!.Matches(path));

    [Fact]
    public void Patterns_that_climb_are_refused()
    {
        Assert.Null(Glob.TryParse("../x", out var problem));
        Assert.Equal("has the component `..`, no address has one", problem);
    }

    [Theory]
    [InlineData("aws/vpc/main.ron", "./", true)]
    [InlineData("aws/vpc/main.ron", "aws", true)]
    [InlineData("aws/vpc/main.ron", "aws/vpc/", true)]
    [InlineData("aws/vpc", "aws/vpc/us-east-1", true)]
    [InlineData("aws/vpc", "aws/s3", false)]
    [InlineData("**/main.ron", "anything/at/all", true)]
    [InlineData("*/vpc", "aws/s3", false)]
    public void Overlap_tells_whether_a_subpath_can_hold_a_match(string glob, string folder, bool expected)
        => Assert.Equal(expected, Glob.TryParse(glob, out _)!.Overlaps(folder));

    [Fact]
    public void Matching_agrees_with_a_plain_recursive_matcher()
    {
        var component = Gen.OneOf("a", "b", "ab", "ba");
        var patternComponent = Gen.OneOf("a", "b", "*", "**", "a*", "*b", "?", "*a*");
        Gen.Select(patternComponent.List[0, 5], component.List[1, 5]).Sample((pattern, path) =>
            Glob.TryParse(string.Join('/', pattern), out _)!.Matches(string.Join('/', path)) == Enumerable.Range(0, path.Count + 1).Any(length => MatchesAll(pattern, path.Take(length).ToList())));
    }

    [Fact]
    public void What_matches_lies_in_overlapping_folders()
    {
        var component = Gen.OneOf("a", "b", "ab");
        var patternComponent = Gen.OneOf("a", "b", "*", "**", "a*");
        Gen.Select(patternComponent.List[0, 4], component.List[1, 4]).Sample((pattern, path) =>
        {
            var glob = Glob.TryParse(string.Join('/', pattern), out _)!;
            return !glob.Matches(string.Join('/', path))
                || Enumerable.Range(0, path.Count).All(length => glob.Overlaps(string.Join('/', path.Take(length))));
        });
    }

    private static bool MatchesAll(List<string> pattern, List<string> path)
        => pattern switch
        {
            [] => path.Count == 0,
            ["**", .. var rest] => MatchesAll(rest, path) || (path.Count > 0 && MatchesAll(pattern, path[1..])),
            [var first, .. var rest] => path.Count > 0 && MatchesText(first, path[0]) && MatchesAll(rest, path[1..]),
        };

    private static bool MatchesText(string pattern, string text)
        => pattern.Length == 0 ? text.Length == 0
            : pattern[0] == '*' ? MatchesText(pattern[1..], text) || (text.Length > 0 && MatchesText(pattern, text[1..]))
            : text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && MatchesText(pattern[1..], text[1..]);
}
