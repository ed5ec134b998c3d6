using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Outputs;

public sealed class OutputFileTests
{
    [Fact]
    public void Maps_are_written_sorted_in_the_existing_form()
        => Assert.Equal(
            """
            {
              "OutputMap": {
                "B": "2",
                "arn": "a\"b\\c\n\t\u0001/é👍",
                "vpc_id": "vpc-0a1"
              }
            }
            """,
            Print(new OutputFile.Map(new Dictionary<string, string>
            {
                ["vpc_id"] = "vpc-0a1",
                ["arn"] = "a\"b\\c\n\t\u0001/é👍",
                ["B"] = "2",
            })));

    [Fact]
    public void An_empty_map_is_one_line()
        => Assert.Equal("{\n  \"OutputMap\": {}\n}", Print(OutputFile.Map.Empty));

    [Fact]
    public void Pointers_are_written_in_the_existing_form()
        => Assert.Equal(
            """
            {
              "PointerToVirtual": "aws/vpc/us-east-1/vpcs/main.ron"
            }
            """,
            Print(new OutputFile.PointerToVirtual(Address.Parse("aws/vpc/us-east-1/vpcs/main.ron"))));

    [Theory]
    [InlineData("{\"OutputMap\":{\"b\":\"2\",\"a\":\"1\",\"a\":\"3\"}}\n", "a=3,b=2")]
    [InlineData("\uFEFF { \"OutputMap\" : { } } ", "")]
    [InlineData("{\"PointerToVirtual\":\"a/b.ron\"}", "-> a/b.ron")]
    public void Any_layout_is_read(string json, string expected)
        => Assert.Equal(expected, Parse(json, out _) switch
        {
            OutputFile.Map map => string.Join(',', map.Values.Select(entry => $"{entry.Key}={entry.Value}")),
            OutputFile.PointerToVirtual pointer => $"-> {pointer.Address}",
            _ => "nothing",
        });

    [Theory]
    [InlineData("", "x.out.json:1:1: OUT001: The output file is not valid JSON")]
    [InlineData("{\"OutputMap\": {\"a\": \"1\",}}", "x.out.json:1:25: OUT001: The output file is not valid JSON")]
    [InlineData("{\"OutputMap\": {}} x", "x.out.json:1:19: OUT001: The output file is not valid JSON")]
    [InlineData("[]", "x.out.json:1:1: OUT002: An output file must be an object with exactly one field")]
    [InlineData("{}", "x.out.json:1:2: OUT002: An output file must be an object with exactly one field")]
    [InlineData("{\"OutputMap\": {}, \"x\": 1}", "x.out.json:1:19: OUT002: An output file must be an object with exactly one field")]
    [InlineData("{\"outputs\": {}}", "x.out.json:1:2: OUT003: `outputs` is no kind of output file")]
    [InlineData("{\"OutputMap\": {\"a\": \"1\",\n  \"port\": 80, \"b\": [1]}}", "x.out.json:2:11: OUT004: The value of `port` must be a string|x.out.json:2:20: OUT004: The value of `b` must be a string")]
    [InlineData("{\"OutputMap\": []}", "x.out.json:1:15: OUT005: `OutputMap` must be an object of strings")]
    [InlineData("{\"PointerToVirtual\": \"../x\"}", "x.out.json:1:22: OUT006: The pointer `../x` has the component `..`, only normal components are allowed")]
    [InlineData("{\"PointerToVirtual\": \".git/x\"}", "x.out.json:1:22: OUT006: The pointer `.git/x` has the reserved name `.git`")]
    [InlineData("{\"PointerToVirtual\": \"\\ud800\"}", "x.out.json:1:30: OUT001: The output file is not valid JSON")]
    public void Mistakes_are_reported_where_they_are(string json, string expected)
    {
        Assert.Null(Parse(json, out var diagnostics));
        Assert.Equal(expected, string.Join('|', diagnostics));
    }

    [Fact]
    public void Merging_sets_and_removes_keys()
    {
        var map = new OutputFile.Map(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" });

        var merged = map.Merge(new Dictionary<string, string?> { ["b"] = null, ["c"] = "3", ["missing"] = null });

        Assert.Equal(new OutputFile.Map(new Dictionary<string, string> { ["a"] = "1", ["c"] = "3" }), merged);
        Assert.Equal(2, map.Values.Count);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var text = Gen.String.Where(value => !value.Any(char.IsSurrogate));
        Gen.Dictionary(text, text)[0, 8].Sample(values =>
        {
            var map = new OutputFile.Map(values);
            var read = Parse(Print(map), out var diagnostics);
            return map.Equals(read) && diagnostics.Count == 0 && Print(read!) == Print(map);
        });
    }

    private static string Print(OutputFile file) => Encoding.UTF8.GetString(file.ToBytes().Span);

    private static OutputFile? Parse(string json, out DiagnosticBag diagnostics)
    {
        diagnostics = [];
        return OutputFile.Parse(new SourceText(json, "x.out.json"), diagnostics);
    }
}
