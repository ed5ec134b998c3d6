using System.Text;
using System.Text.Json;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Plans;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Plans;

public sealed class PlanFileReaderTests
{
    private static readonly Gen<string?> Optional = Gen.String.Select(text => text.Length % 3 == 0 ? null : Valid(text));
    private static readonly Gen<string> Text = Gen.String.Select(Valid);

    private static readonly Gen<ConnectorOp> Ops =
        from definition in Text
        from writes in Text.Array[0, 2]
        from message in Optional
        from kind in Gen.Enum<OpKind>()
        from irreversible in Gen.Bool
        select new ConnectorOp(definition, writes, message, kind, irreversible, !irreversible);

    private static readonly Gen<PlanFileEntry> Entries =
        from names in Text.Array[5]
        from options in Optional.Array[6]
        from ops in Ops.Array[0, 2]
        from body in Gen.Byte.Array[0, 20]
        from isDeferred in Gen.Bool
        select new PlanFileEntry(
            names[0], names[1], names[2], options[0], names[3], options[1] is { } command ? new(names[4], command, options[2]) : null,
            "create", options[3], options[4], options[5], [new(names[0], names[1], options[2])], names, "hash",
            isDeferred ? null : ops, isDeferred ? new("create", [new(names[2], names[3])], options[0] is null ? default(ReadOnlyMemory<byte>?) : body) : null);

    private static readonly Gen<PlanFile> Plans =
        from some in Entries.Array[0, 3]
        let entries = some.Index().Select(pair => pair.Item with { File = $"{pair.Index} {pair.Item.File}" }).ToArray()
        from head in Optional
        from tool in Text
        from paths in Text.Array[0, 2]
        from prune in Gen.Bool
        select new PlanFile(tool, head, "config", new("paths", paths, head, null, tool, head, null, paths, prune, !prune, prune), entries);

    [Fact]
    public void What_is_written_is_read_and_written_the_same()
        => Plans.Sample(plan =>
        {
            var bytes = PlanFileWriter.Write(plan);
            var read = Assert.IsType<PlanFileParse.Read>(PlanFileReader.Parse(bytes));
            Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(PlanFileWriter.Write(read.Plan)));
        });

    [Fact]
    public void A_resource_is_named_once()
    {
        var entry = new PlanFileEntry("main/a", "main", "a", null, "fake", null, "create", null, null, null, [], [], "hash", [], null);
        var plan = new PlanFile("1.0", null, "config", new("staged", [], null, null, null, null, null, [], false, false, false), [entry, entry]);
        Assert.Equal(new PlanFileParse.Damaged("it names `main/a` twice"), PlanFileReader.Parse(PlanFileWriter.Write(plan)));
    }

    [Fact]
    public void Keys_are_sorted_in_every_object()
        => Plans.Sample(plan =>
        {
            using var document = JsonDocument.Parse(PlanFileWriter.Write(plan));
            AssertSorted(document.RootElement);
        });

    [Fact]
    public void A_damaged_byte_never_gives_another_plan()
        => Plans.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Sample((plan, place, value) =>
        {
            var bytes = PlanFileWriter.Write(plan);
            var damaged = bytes.ToArray();
            damaged[place % bytes.Length] = value;
            if (PlanFileReader.Parse(damaged) is PlanFileParse.Read read)
            {
                // Layout says nothing; what it says must be what was written.
                Assert.Equal(bytes, PlanFileWriter.Write(read.Plan));
            }
        });

    [Fact]
    public void Ops_are_the_same_by_what_they_say()
    {
        var op = new ConnectorOp("""{"a": 1, "b": [2]}""", ["x", "y"], "one");
        Assert.Equal(OpValues.Hash([op]), OpValues.Hash([op with { Definition = "{ \"b\": [2],\n \"a\": 1 }", WritesOutputs = ["y", "x"], Message = "two" }]));
        Assert.Equal(OpValues.Hash([op with { Definition = "Set(a: 1, b: 2)" }]), OpValues.Hash([op with { Definition = "Set( b: 2, /* why */ a: 1 )" }]));
        ConnectorOp[] others =
        [
            op with { Definition = """{"a": 1, "b": [3]}""" },
            op with { Definition = "plain text" },
            op with { Definition = "plain  text" },
            op with { WritesOutputs = ["x"] },
            op with { Kind = OpKind.Delete },
            op with { Irreversible = true },
            op with { DestroysData = true },
        ];
        Assert.Equal(others.Length + 2, others.Select(other => OpValues.Hash([other])).Append(OpValues.Hash([op])).Append(OpValues.Hash([op, op])).Distinct().Count());
    }

    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static void AssertSorted(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var names = element.EnumerateObject().Select(property => property.Name).ToList();
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
            foreach (var property in element.EnumerateObject())
            {
                AssertSorted(property.Value);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                AssertSorted(item);
            }
        }
    }
}
