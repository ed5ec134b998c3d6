using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;

namespace Autoschematic.Engine.Tests.Model.Outputs;

public sealed class OutputPathsTests
{
    [Theory]
    [InlineData("main", "aws/vpc.ron", ".autoschematic/main/aws/vpc.ron.out.json", "main/.bundle/aws/vpc.ron.bun.ron")]
    [InlineData("offices/taipei", "a", ".autoschematic/offices/taipei/a.out.json", "offices/taipei/.bundle/a.bun.ron")]
    [InlineData("/", "aws/vpc.ron", ".autoschematic/aws/vpc.ron.out.json", ".bundle/aws/vpc.ron.bun.ron")]
    public void Files_of_an_address_are_found_and_read_back(string prefixName, string addressText, string output, string marker)
    {
        var prefix = Prefix.TryParse(prefixName)!;
        var address = Address.Parse(addressText);

        Assert.Equal(output, OutputPaths.FileOf(prefix, address).Text);
        Assert.Equal(marker, OutputPaths.BundleMarkerOf(prefix, address).Text);
        Assert.Equal(address, OutputPaths.AddressOf(prefix, RepoPath.Parse(output)));
    }

    [Theory]
    [InlineData(".autoschematic/other/a.out.json")]
    [InlineData(".autoschematic/main/a.json")]
    [InlineData(".autoschematic/main/.git.out.json/../x")]
    [InlineData("main/a.out.json")]
    public void Other_files_hold_no_outputs(string file)
        => Assert.Null(RepoPath.TryParse(file) is { } path ? OutputPaths.AddressOf(Prefix.TryParse("main")!, path) : null);
}
