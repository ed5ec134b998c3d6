using System.Text;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.References;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.References;

public sealed class ReferenceLinkerTests
{
    private static readonly string[] Values = ["net-0001", "other", "net-0001 ", "\"net-0001\"", "\\net-0001"];
    private static readonly OutputReference Known = new("net/a.ron", "id");

    [Theory]
    [InlineData(BodyFormat.Ron, "A(x: \"net-0001\")", "A(x: \"out://net/a.ron[id]\")")]
    [InlineData(BodyFormat.Ron, "[r##\"net-0001\"##, \"\\u{6e}et-0001\"]", "[r##\"out://net/a.ron[id]\"##, \"out://net/a.ron[id]\"]")]
    [InlineData(BodyFormat.Ron, "{\"net-0001\": \"net-0001\", } // \"net-0001\"", "{\"net-0001\": \"out://net/a.ron[id]\", } // \"net-0001\"")]
    [InlineData(BodyFormat.Json, "{\"net-0001\":\t[\"net-0001\",1]}\n", "{\"net-0001\":\t[\"out://net/a.ron[id]\",1]}\n")]
    [InlineData(BodyFormat.Ron, "A(x: \"not net-0001\", y: b\"net-0001\")", null)]
    [InlineData(BodyFormat.Ron, "A(x: \"net-0001\"", null)]
    [InlineData(BodyFormat.Json, "{\"x\": 'net-0001'}", null)]
    [InlineData(BodyFormat.Text, "\"net-0001\"", null)]
    public void Whole_string_values_are_replaced_and_nothing_else(BodyFormat format, string body, string? expected)
        => Assert.Equal(expected, Link(format, body));

    [Theory]
    [InlineData("net/a.ron", "id", true)]
    [InlineData("net/with space.ron", "a key", true)]
    [InlineData("net/a[0].ron", "id", false)]
    [InlineData("net/a.ron", "id]", false)]
    [InlineData("net/a.ron", "", false)]
    public void A_reference_can_be_written_when_it_is_read_back_as_itself(string address, string key, bool expected)
        => Assert.Equal(expected, ReferenceLinker.CanBeWritten(new(address, key)));

    [Fact]
    public void A_linked_body_resolves_to_what_it_was()
        => Gen.Select(Gen.Int[0, Values.Length - 1].Select(index => Values[index]).Array[0, 6], Gen.Bool).Sample((values, json) =>
        {
            var format = json ? BodyFormat.Json : BodyFormat.Ron;
            var body = $"[{string.Join(", ", values.Select(value => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""))}]";
            var linked = Link(format, body) ?? body;
            var resolved = ReferenceTemplate.Resolve(format, Encoding.UTF8.GetBytes(linked), _ => "net-0001").Bytes;
            return CanonicalValue.Fingerprint(format, resolved.Span) == CanonicalValue.Fingerprint(format, Encoding.UTF8.GetBytes(body))
                && linked.Split("out://").Length - 1 == values.Count(value => value == "net-0001");
        });

    private static string? Link(BodyFormat format, string body)
        => ReferenceLinker.Link(format, Encoding.UTF8.GetBytes(body), literal => literal.Value == "net-0001" ? Known : null) is { } linked
            ? Encoding.UTF8.GetString(linked.Span)
            : null;
}
