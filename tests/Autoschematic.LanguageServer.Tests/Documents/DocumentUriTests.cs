using Autoschematic.LanguageServer.Documents;

namespace Autoschematic.LanguageServer.Tests.Documents;

public sealed class DocumentUriTests
{
    [Theory]
    [InlineData("file:///home/mona/%5Bregion%5D/a%20b.ron", "/home/mona/[region]/a b.ron")]
    [InlineData("file:///home/mona/[region]/a b.ron", "/home/mona/[region]/a b.ron")]
    [InlineData("file://localhost/home/mona/a.ron", "/home/mona/a.ron")]
    [InlineData("FILE:///home/mona/./x/../a.ron#L3", "/home/mona/a.ron")]
    [InlineData("file:///home/mona/100%25.ron", "/home/mona/100%.ron")]
    [InlineData("file:///home/mona/%E2%82%AC/%F0%9F%98%80.ron", "/home/mona/€/😀.ron")]
    [InlineData("file://server/share/a.ron", null)]
    [InlineData("file:///home/mona/a%00.ron", null)]
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
        var uri = DocumentUri.OfFile("/home/mona/[region]/a b€#?%.ron");

        Assert.Equal("file:///home/mona/%5Bregion%5D/a%20b%E2%82%AC%23%3F%25.ron", uri.Text);
        Assert.Equal("/home/mona/[region]/a b€#?%.ron", DocumentUri.Parse(uri.Text).Path);
    }
}
