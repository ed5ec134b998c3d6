using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using PolyType;

namespace Autoschematic.Ron.Tests.Binding;

/// <summary>The same types are read from JSON, in the notation that serde gives them.</summary>
public sealed class JsonBindingTests
{
    [Theory]
    [InlineData(
        """{"title": "t", "pairs": {"a": 1, "b": 2, "a": 3}, "shape": "Empty", "point": [1, 2.5], "user": 7}""",
        """Sample(title: "t", pairs: {"a": 1, "b": 2, "a": 3}, shape: Empty, point: (1, 2.5), user: 7)""")]
    [InlineData(
        """{"title": "t\u00e9", "pairs": {}, "shape": {"Circle": {"radius": 2, "mark": "x"}}, "point": [1, 2], "user": 7, "data": [1, 255], "count": 3, "note": null}""",
        """Sample(title: "té", pairs: {}, shape: Circle(radius: 2, mark: 'x'), point: (1, 2), user: 7, data: [1, 255], count: 3, note: None)""")]
    [InlineData(
        """{"title": "t", "pairs": {}, "shape": {"Line": [1, 2]}, "point": [1, 2], "user": 7}""",
        """Sample(title: "t", pairs: {}, shape: Line(1, 2), point: (1, 2), user: 7)""")]
    [InlineData(
        """{"title": "t", "pairs": {}, "shape": {"Boxed": {"flag": true, "children": [{"flag": false, "children": []}]}}, "point": [1, 2], "user": 7}""",
        """Sample(title: "t", pairs: {}, shape: Boxed(flag: true, children: [Inner(flag: false, children: [])]), point: (1, 2), user: 7)""")]
    public void Json_means_what_ron_means(string json, string ron)
    {
        Assert.Equal(
            RonSerializer.Serialize(Read(ron, RonParseOptions.Ron, out _)!),
            RonSerializer.Serialize(Read(json, RonParseOptions.Json, out _)!));
    }

    [Theory]
    [InlineData("""{"shape": "Empt"}""", "1:11 RON071 Unknown variant `Empt` of `Shape`")]
    [InlineData("""{"shape": {"Empty": {}}}""", "1:11 RON090 `Empty` holds no values")]
    [InlineData("""{"shape": "Line"}""", "1:11 RON091 `Line` holds a value")]
    [InlineData("""{"shape": {"Line": {"from": 1}}}""", "1:20 RON060 Expected a list `[…]`, found a map")]
    [InlineData("""{"shape": {"Line": [1]}}""", "1:22 RON073 Expected 2 values, found 1")]
    [InlineData("""{"shape": {"Line": [1, 2], "Empty": 1}}""", "1:11 RON072 Expected a variant of `Shape`, found a map")]
    [InlineData("""{"shape": {"Circle": {"radius": 1, "mark": "xy"}}}""", "1:44 RON060 Expected a character, found a string")]
    [InlineData("""{"titel": "t"}""", "1:2 RON065 Unknown field `titel` in `Sample`")]
    [InlineData("""{"user": 1, "user": 2}""", "1:13 RON066 Field `user` stands twice in `Sample`")]
    [InlineData("""{"point": {"x": 1}}""", "1:11 RON060 Expected a tuple `(…)`, found a map")]
    [InlineData("""[1]""", "1:1 RON060 Expected an object `{…}`, found a list")]
    public void What_is_wrong_in_json_is_told_with_its_place(string json, string expected)
    {
        Assert.Null(Read(json, RonParseOptions.Json, out var problems));
        Assert.Equal(expected, problems.Where(problem => problem.Code != "RON067").Select(problem => $"{problem.Location!.Start} {problem.Code} {problem.Message}").First());
    }

    [Fact]
    public void Field_that_is_missing_in_json_is_told_with_the_line_to_add()
    {
        Assert.Null(Read("{}", RonParseOptions.Json, out var problems));
        var first = problems.First();
        Assert.Equal(("Field `title` is missing in `Sample`", "add `\"title\": …`"), (first.Message, first.Hint));
    }

    private static Sample? Read(string text, RonParseOptions syntax, out DiagnosticBag problems)
    {
        problems = [];
        return RonSerializer.Deserialize(SyntaxTree.Parse(new SourceText(text), syntax), ShapeOf<Sample>(), problems);
    }

    private static ITypeShape<T> ShapeOf<T>()
        where T : IShapeable<T>
        => T.GetTypeShape();
}
