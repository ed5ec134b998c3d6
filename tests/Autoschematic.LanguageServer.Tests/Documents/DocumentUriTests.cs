using Autoschematic.LanguageServer.Documents;

namespace Autoschematic.LanguageServer.Tests.Documents;

public sealed class DocumentUriTests
{
    [Theory]
    [InlineData("file:///work/%5Bregion%5D/a%20b.ron", "/work/[region]/a b.ron")]
    [InlineData("file:///work/[region]/a b.ron", "/work/[region]/a b.ron")]
    [InlineData("file://localhost/work/a.ron", "/work/a.ron")]
    [InlineData("FILE:///work/./x/../a.ron#L3", "/work/a.ron")]
    [InlineData("file:///work/100%25.ron", "/work/100%.ron")]
    [InlineData("file:///work/%E2%82%AC/%F0%9F%98%80.ron", "/work/€/😀.ron")]
    [InlineData("file://server/share/a.ron", null)]
    [InlineData("file:///work/a%00.ron", null)]
    [InlineData("untitled:Untitled-1", null)]
    [InlineData("", null)]
    public void An_address_means_one_file_however_it_is_escaped(string uri, string? path)
    {
        var parsed = DocumentUri.Parse(uri);

        Assert.Equal((uri, path, path ?? uri), (parsed.Text, parsed.Path, parsed.Key));
    }

    [Fact]
    public void The_address_of_a_file_leads_back_to_it()
    {
        var uri = DocumentUri.OfFile("/work/[region]/a b€#?%.ron");

        Assert.Equal("file:///work/%5Bregion%5D/a%20b%E2%82%AC%23%3F%25.ron", uri.Text);
        Assert.Equal("/work/[region]/a b€#?%.ron", DocumentUri.Parse(uri.Text).Path);
    }
}
