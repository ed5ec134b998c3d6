using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Tests.Model.Outputs;

public sealed class BundleMarkerTests
{
    [Theory]
    [InlineData("ChildOf(parent: \"bundles/\\\"x\\\".ron\")", "ChildOf { Parent = bundles/\"x\".ron }")]
    [InlineData("Bundle", "Bundle { }")]
    [InlineData("ChildOf(parent: \"../x\")", "x.bun.ron:1:1: OUT008: The parent `../x` has the component `..`, only normal components are allowed")]
    [InlineData("Child(parent: \"x\")", "x.bun.ron:1:1: OUT007: A bundle marker must be `ChildOf(parent: \"…\")` or `Bundle`")]
    public void Markers_are_read(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        var marker = BundleMarker.Parse(new SourceText(text, "x.bun.ron"), diagnostics);

        Assert.Equal(expected, marker?.ToString() ?? string.Join('|', diagnostics));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var marker = new BundleMarker.ChildOf(Address.Parse("bundles/a \"b\".ron"));
        var text = Encoding.UTF8.GetString(marker.ToBytes().Span);

        Assert.Equal("ChildOf(\n    parent: \"bundles/a \\\"b\\\".ron\",\n)", text);
        Assert.Equal(marker, BundleMarker.Parse(new SourceText(text), []));
    }
}
