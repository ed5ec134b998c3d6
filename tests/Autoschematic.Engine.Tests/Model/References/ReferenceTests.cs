using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.References;

public sealed class ReferenceTests
{
    private static readonly Dictionary<OutputReference, string> Values = new()
    {
        [new("vpc/main.ron", "id")] = "vpc-1",
        [new("vpc/main.ron", "quoted")] = "a\"b\\c\n",
        [new("with space/x.ron", "k")] = "spaced",
    };

    [Theory]
    [InlineData(BodyFormat.Ron, """Subnet(vpc: "out://vpc/main.ron[id]")""", """Subnet(vpc: "vpc-1")""")]
    [InlineData(BodyFormat.Ron, """Subnet(vpc: "a out://vpc/main.ron[id], out://with space/x.ron[k]!")""", """Subnet(vpc: "a vpc-1, spaced!")""")]
    [InlineData(BodyFormat.Ron, """{"out://vpc/main.ron[id]": 1} // out://vpc/main.ron[id]""", """{"vpc-1": 1} // out://vpc/main.ron[id]""")]
    [InlineData(BodyFormat.Ron, """(a: "out://vpc/main.ron[quoted]", /* out://vpc/main.ron[id] */ b: 1)""", """(a: "a\"b\\c\n", /* out://vpc/main.ron[id] */ b: 1)""")]
    [InlineData(BodyFormat.Ron, """(a: r#"out://vpc/main.ron[id] "raw""#)""", """(a: r#"vpc-1 "raw""#)""")]
    [InlineData(BodyFormat.Ron, "(a: \"one\n\\x41 out://vpc/main.ron[quoted]\")", "(a: \"one\n\\x41 a\\\"b\\\\c\\n\")")]
    [InlineData(BodyFormat.Ron, """(a: "out:\x2f/vpc/main.ron[id]")""", """(a: "vpc-1")""")]
    [InlineData(BodyFormat.Json, """{"a": ["out://vpc/main.ron[quoted]"], "out://vpc/main.ron[id]": null}""", """{"a": ["a\"b\\c\n"], "vpc-1": null}""")]
    [InlineData(BodyFormat.Json, """{"a": "out:\/\/vpc/main.ron[id]"} // out://vpc/main.ron[id]""", """{"a": "vpc-1"} // out://vpc/main.ron[id]""")]
    [InlineData(BodyFormat.Text, "vpc: out://vpc/main.ron[id]\nraw: \"out://vpc/main.ron[quoted]\"\n", "vpc: vpc-1\nraw: \"a\"b\\c\n\"\n")]
    [InlineData(BodyFormat.Text, "see out://docs or out://vpc/main.ron[id]", "see out://docs or vpc-1")]
    [InlineData(BodyFormat.Text, "out://vpc/main.ron\n[id]", "out://vpc/main.ron\n[id]")]
    [InlineData(BodyFormat.Text, "no references [at] all", "no references [at] all")]
    public void References_are_replaced_where_they_count(BodyFormat format, string body, string expected)
    {
        var resolved = Resolve(format, body);

        Assert.Equal(expected, Encoding.UTF8.GetString(resolved.Bytes.Span));
        Assert.True(resolved.IsComplete);
        Assert.Null(resolved.Hint);
    }

    [Fact]
    public void A_body_with_a_bare_reference_is_other_text_with_a_hint()
    {
        var resolved = Resolve(BodyFormat.Ron, "Rule(\n    // out://vpc/main.ron[id]\n    from_port: out://vpc/main.ron[id],\n)");

        Assert.Equal("Rule(\n    // vpc-1\n    from_port: vpc-1,\n)", Encoding.UTF8.GetString(resolved.Bytes.Span));
        Assert.Equal("the body is read as plain text, since a reference outside of a string is not RON; put it in quotes if a string is meant", resolved.Hint);

        var json = Resolve(BodyFormat.Json, """{"port": out://vpc/main.ron[id]}""");
        Assert.Equal("""{"port": vpc-1}""", Encoding.UTF8.GetString(json.Bytes.Span));
        Assert.NotNull(json.Hint);
    }

    [Fact]
    public void A_body_with_another_mistake_keeps_its_comments()
    {
        var resolved = Resolve(BodyFormat.Ron, "(a: \"out://vpc/main.ron[id]\" b: 1) // out://vpc/main.ron[id]");

        Assert.Equal("(a: \"vpc-1\" b: 1) // out://vpc/main.ron[id]", Encoding.UTF8.GetString(resolved.Bytes.Span));
        Assert.Null(resolved.Hint);
    }

    [Fact]
    public void What_has_no_value_is_listed_once_and_left()
    {
        var resolved = Resolve(BodyFormat.Json, """["out://x.ron[k] out://vpc/main.ron[id]", "out://x.ron[k]", "out://a b[c d]"]""");

        Assert.Equal("""["out://x.ron[k] vpc-1", "out://x.ron[k]", "out://a b[c d]"]""", Encoding.UTF8.GetString(resolved.Bytes.Span));
        Assert.Equal(["out://x.ron[k]", "out://a b[c d]"], resolved.Unresolved.Select(reference => reference.ToString()));
        Assert.Equal(["out://vpc/main.ron[id]=vpc-1"], resolved.Used.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Theory]
    [InlineData(BodyFormat.Text)]
    [InlineData(BodyFormat.Json)]
    public void Bytes_that_are_no_text_pass_untouched(BodyFormat format)
    {
        byte[] body = [0xff, .. "out://vpc/main.ron[id]"u8];

        Assert.True(ReferenceTemplate.Resolve(format, body, Values.GetValueOrDefault).Bytes.Span.SequenceEqual(body));
        Assert.Null(ReferenceScanner.Find(format, body).Source);
    }

    [Fact]
    public void References_are_found_with_their_places()
    {
        var scan = ReferenceScanner.Find(
            BodyFormat.Ron,
            Encoding.UTF8.GetBytes("(\n    a: \"x out://a.ron[k] out://b.ron[l]\", // out://no[no]\n    b: \"out:\\x2f/c.ron[m]\",\n)"),
            "main/x.ron");

        Assert.Equal(
            ["out://a.ron[k] 2:11-2:25", "out://b.ron[l] 2:26-2:40", "out://c.ron[m] 3:8-3:27"],
            scan.References.Select(found => $"{found.Reference} {scan.Source!.GetPosition(found.Span.Start)}-{scan.Source.GetPosition(found.Span.End)}"));
        Assert.Equal("main/x.ron", scan.Source!.Path);
    }

    [Fact]
    public void A_renamed_address_is_followed()
    {
        var body = """(a: "out://old.ron[k] out://older.ron[k]", b: "out://old.ron[l]" /* out://old.ron[k] */)"""u8.ToArray();

        var rewritten = ReferenceTemplate.Rewrite(BodyFormat.Ron, body, Address.Parse("old.ron"), Address.Parse("dir/new.ron"));

        Assert.Equal("""(a: "out://dir/new.ron[k] out://older.ron[k]", b: "out://dir/new.ron[l]" /* out://old.ron[k] */)""", Encoding.UTF8.GetString(rewritten!.Value.Span));
        Assert.Null(ReferenceTemplate.Rewrite(BodyFormat.Ron, body, Address.Parse("none.ron"), Address.Parse("x.ron")));
    }

    [Fact]
    public void Any_value_reads_back_from_the_literal_it_was_put_in()
    {
        var text = Gen.String.Where(value => !value.Any(char.IsSurrogate));
        Gen.Select(text, Gen.Enum<BodyFormat>().Where(format => format != BodyFormat.Text)).Sample((value, format) =>
        {
            var resolved = ReferenceTemplate.Resolve(format, """["out://a[k]"]"""u8.ToArray(), _ => value);
            var options = format == BodyFormat.Json ? RonParseOptions.Json : RonParseOptions.Ron;
            var tree = SyntaxTree.Parse(Encoding.UTF8.GetString(resolved.Bytes.Span), options);
            return tree.Diagnostics.Count == 0 && tree.StringLiterals().Single().Value == value;
        });
    }

    [Fact]
    public void Renaming_there_and_back_changes_nothing()
    {
        var piece = Gen.OneOf("out://a.ron[k]", "out://b.ron[k]", "text ", "// out://a.ron[k]\n", "\\\"", "[", "]");
        piece.List[0, 6].Sample(pieces =>
        {
            var body = Encoding.UTF8.GetBytes($"(x: \"{string.Concat(pieces)}\")");
            var there = ReferenceTemplate.Rewrite(BodyFormat.Ron, body, Address.Parse("a.ron"), Address.Parse("new/c.ron"));
            var back = there is null ? body : ReferenceTemplate.Rewrite(BodyFormat.Ron, there.Value, Address.Parse("new/c.ron"), Address.Parse("a.ron"))!.Value;
            return back.Span.SequenceEqual(body);
        });
    }

    private static ResolvedBody Resolve(BodyFormat format, string body)
        => ReferenceTemplate.Resolve(format, Encoding.UTF8.GetBytes(body), Values.GetValueOrDefault);
}
