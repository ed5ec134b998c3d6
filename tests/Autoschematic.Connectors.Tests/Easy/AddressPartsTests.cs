using Autoschematic.Sdk.Resources;
using CsCheck;

namespace Autoschematic.Connectors.Tests.Easy;

public sealed class AddressPartsTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String[Gen.Char["ab/%25F0\n."], 1, 12],
        Gen.String[1, 12].Where(name => !name.Any(char.IsSurrogate)));

    [Fact]
    public void A_name_is_what_its_part_says()
        => Names.Sample(name => AddressParts.Decode(AddressParts.Encode(name, isDeep: false), isDeep: false) == name
            && AddressParts.Decode(AddressParts.Encode(name, isDeep: true), isDeep: true) == name);

    [Fact]
    public void A_part_has_no_other_part_of_the_same_name()
        => Names.Select(name => name.Replace("/", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)).Where(part => part.Length > 0 && !part.Any(char.IsControl))
            .Sample(part => AddressParts.Encode(AddressParts.Decode(part, isDeep: false), isDeep: false) == part);

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("50%", "50%")]
    [InlineData("%2F", "%252F")]
    [InlineData("%41", "%41")]
    [InlineData("%25", "%25")]
    [InlineData("a\nb", "a%0Ab")]
    [InlineData("%0\0.", "%0%00.")]
    public void Only_what_no_address_can_hold_is_escaped(string name, string part)
        => Assert.Equal(part, AddressParts.Encode(name, isDeep: false));

    [Theory]
    [InlineData("a/[x]/b.ron", "a/1/b.ron", "1")]
    [InlineData("a/[x]/b.ron", "a/1/2/b.ron", null)]
    [InlineData("a/[x].ron", "a/.ron", null)]
    [InlineData("a/[x].[y].sql", "a/p.q.sql", "p q")]
    [InlineData("[p...].txt", "a/b/c.txt", "a/b/c")]
    [InlineData("files/[p...]/[name]", "files/a/b/c", "a/b c")]
    public void Address_is_matched_by_its_template(string template, string address, string? values)
        => Assert.Equal(values, new AddressPattern(template).TryMatch(address) is { } found ? string.Join(' ', found) : null);

    [Theory]
    [InlineData("a/[x]/[x].ron")]
    [InlineData("a/[x.ron")]
    [InlineData("a/[1].ron")]
    public void Template_that_is_none_is_refused(string template)
        => Assert.Throws<ArgumentException>(() => new AddressPattern(template));
}
