using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Tests.Model.Addresses;

public sealed class ReservedPathsTests
{
    private static readonly ReservedPaths Reserved = new(new Dictionary<RepoPath, string>
    {
        [RepoPath.Parse("main/.env")] = "an env file",
        [RepoPath.Parse("connectors/Café")] = "a connector",
    });

    [Theory]
    [InlineData("main/.env", "is an env file of the configuration")]
    [InlineData("main/.ENV", "is an env file of the configuration")]
    [InlineData("connectors/cafe\u0301/src/main.rs", "lies inside a connector of the configuration")]
    [InlineData("main/x/.git", "has the reserved name `.git`")]
    [InlineData("other/.env", null)]
    [InlineData("connectors", null)]
    public void Configured_files_are_reserved_with_what_they_are(string path, string? expected)
        => Assert.Equal(expected, Reserved.Check(RepoPath.Parse(path)));
}
