using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;
using CsCheck;

namespace Autoschematic.Ron.Tests.Binding;

public sealed class RonSerializerTests
{
    [Fact]
    public void All_forms_of_types_are_written_as_the_reference_writes_them()
        => Assert.Equal(
            """
            Sample(
                title: "it\'s",
                pairs: {
                    "b": 1,
                    "a": 2,
                    "b": 3,
                },
                shape: Boxed(
                    flag: true,
                    children: [
                        Inner(
                            flag: false,
                            children: [],
                        ),
                    ],
                ),
                point: (1, 2.0),
                user: 7,
                data: b"\x00A",
                count: None,
            )
            """,
            RonSerializer.Serialize(new Sample(
                new("it's"), [new("b", 1), new("a", 2), new("b", 3)], new Shape.Boxed(new Inner(true, [new Inner(false, [])])), (1, 2), new UserId(7), [0, 65])));

    [Theory]
    [InlineData("Empty")]
    [InlineData("Circle(radius: 1, mark: 'x')")]
    [InlineData("Line(1, -2,)")]
    [InlineData("Boxed(flag: true, children: [])")]
    public void Variants_are_read(string shape) => Assert.NotNull(Read($"Sample(title: \"t\", pairs: {{}}, shape: {shape}, point: (1, 2), user: 7, count: Some(3))", out _));

    [Fact]
    public void Variants_are_first_read_by_many_threads_at_once()
    {
        Shape[] shapes = [new Shape.Empty(), new Shape.Circle(1), new Shape.Line(1, -2), new Shape.Boxed(new Inner(true, []))];
        string[] texts = [.. shapes.Select(shape => RonSerializer.Serialize(new Sample(new("t"), [], shape, (1, 2), new UserId(7))))];
        for (var round = 0; round < 50; round++)
        {
            // Converters of variants are built when they first occur, which none has yet under these options.
            var options = new RonSerializerOptions();
            Parallel.For(0, 32, index =>
            {
                var text = texts[index % texts.Length];
                var bag = new DiagnosticBag();
                Assert.Equal(text, RonSerializer.Serialize(RonSerializer.Deserialize<Sample>(new SourceText(text), bag, options)!, options));
                Assert.Empty(bag);
            });
        }
    }

    [Theory]
    [InlineData("Empty()", "RON064")]
    [InlineData("Circle", "RON063")]
    [InlineData("Circle(radius: \"x\")", "RON060")]
    [InlineData("Line(1)", "RON073")]
    [InlineData("Line(1, 2, 3)", "RON074")]
    [InlineData("Boxed(Inner(flag: true, children: []))", "RON070")]
    [InlineData("Sphere(radius: 1)", "RON071")]
    [InlineData("Circle(radius: 1, radius: 2)", "RON066")]
    [InlineData("Circle(mark: 'x')", "RON067")]
    public void Wrong_variants_are_refused(string shape, string code)
    {
        Assert.Null(Read($"Sample(title: \"t\", pairs: {{}}, shape: {shape}, point: (1, 2), user: 7)", out var bag));
        Assert.Equal([code], bag.Select(found => found.Code));
    }

    [Fact]
    public void All_errors_of_a_document_are_found_at_once()
    {
        Read("Sample(titel: \"t\", pairs: {1: 2}, shape: Empty,\n point: (1), user: NotANumber, count: 3000000000", out var bag);
        Assert.Equal(
            """
            1:8-1:13 RON065 Unknown field `titel` in `Sample` (did you mean `title`?)
            1:28-1:29 RON060 Expected a string, found `1` ()
            2:11-2:12 RON073 Expected 2 values, found 1 ()
            2:20-2:30 RON060 Expected a whole number, found `NotANumber` ()
            2:39-2:49 RON075 `3000000000` does not fit `i32` ()
            2:49-2:49 RON004 Expected `)`, found the end of the text (the `(` at 1:7 is not closed)
            """,
            string.Join('\n', bag.Select(found => $"{found.Location!.Start}-{found.Location.End} {found.Code} {found.Message} ({found.Hint})")));
    }

    [Fact]
    public void A_located_value_knows_its_place()
        => Assert.Equal("<text>:2:8", Read("Sample(\ntitle: \"t\", pairs: {}, shape: Empty, point: (1, 2), user: 7)", out _)!.Title.Location!.ToString());

    [Fact]
    public void What_is_written_is_read_as_the_same_value()
        => Gen.Select(Gen.String, Gen.Int, Gen.Double, Gen.Float, Gen.ULong, Gen.Byte.Array[0, 5]).Sample((text, number, real, single, id, bytes) =>
        {
            var value = new Sample(new(text), [new(text, number)], new Shape.Circle(single), (number, real), new UserId(id), bytes, number, text);
            var printed = RonSerializer.Serialize(value);
            var read = Read(printed, out var bag);
            return bag.Count == 0 && RonSerializer.Serialize(read!) == printed && read!.Title.Value == text
                && read.Data!.SequenceEqual(bytes) && read.Point.Y.Equals(real) && read.Shape.Equals(value.Shape);
        });

    private static Sample? Read(string source, out DiagnosticBag bag)
    {
        bag = new DiagnosticBag();
        return RonSerializer.Deserialize<Sample>(new SourceText(source), bag);
    }
}
