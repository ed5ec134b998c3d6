using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Tests.Schemas;

public sealed class SampleSchemaTests
{
    [Fact]
    public void Examples_and_resources_tell_what_a_kind_may_hold()
    {
        var sample = new SampleSchema();
        sample.Add(SyntaxTree.Parse("""
            // A network.
            Net(
                // How it is called.
                name: "[name]",
                size: 1,
                rules: [Allow(port: 80)],
                mode: Bridge,
                tags: {"owner": "x"},
                peer: None,
            )
            """), isExample: true);
        sample.Add(SyntaxTree.Parse("Net(name: \"a\", size: 1.5, rules: [Deny, Allow(port: 1, from: \"b\")], mode: Routed, peer: Some(Peer(id: 7)), extra: true, half"), isExample: false);

        Assert.Equal(
            """
            root: Net
            enum  Net.mode?
                variant Bridge
                variant Routed
            enum  Net.rules[]?
                variant Allow
                    port: int = 80
                    from?: str
                variant Deny
            struct Allow
                port: int = 80
                from?: str
            struct Net — A network.
                name: str = "[name]" — How it is called.
                size: float = 1
                rules: [Allow | Deny] = [Allow(port: 80)]
                mode: Bridge | Routed = Bridge
                tags?: {str: str} = {"owner": "x"}
                peer: Option<Peer> = None
                extra?: bool
            struct Peer
                id: int

            """,
            SchemaText.Of(sample.ToSchema()));
    }

    [Fact]
    public void Objects_of_json_are_known_by_where_they_stand()
    {
        var sample = new SampleSchema();
        sample.Add(SyntaxTree.Parse("""{"title": "x", "panels": [{"id": 1}, {"id": 2, "type": "graph"}]}""", RonParseOptions.Json), isExample: true);

        Assert.Equal(
            """
            root: …
            struct  
                title: str = "x"
                panels: […] = [{"id": 1}, {"id": 2, "type": "graph"}]
            struct  .panels[]
                id: int = 1
                type?: str = "graph"

            """,
            SchemaText.Of(sample.ToSchema()));
    }

    [Theory]
    [InlineData("nets/[name].ron", "nets/a.ron", true)]
    [InlineData("nets/[name].ron", "nets/a/b.ron", false)]
    [InlineData("[region]/nets/[name].ron", "eu-1/nets/a.ron", true)]
    [InlineData("nets/[name].ron", "nets/a.json", false)]
    [InlineData("nets/main.ron", "nets/main.ron", true)]
    [InlineData("nets/[a][b].ron", "nets/x.ron", false)]
    public void An_address_fits_a_template_component_by_component(string template, string address, bool expected)
        => Assert.Equal(expected, AddressTemplate.Matches(template, Address.Parse(address)));
}
