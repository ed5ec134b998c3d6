using System.Globalization;
using System.Text;
using Autoschematic.Model.References;
using Autoschematic.Ron.Values;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Merging;

/// <summary>A random document in three states, field by field, so that it is known what merging them has to give.</summary>
/// <param name="Json">Whether it is written as JSON; as RON otherwise.</param>
internal sealed record MergeDocument(bool Json, IReadOnlyList<MergeField> Fields)
{
    public BodyFormat Format => Json ? BodyFormat.Json : BodyFormat.Ron;

    public static Gen<MergeDocument> Any(Gen<MergeChange> changes)
        => Gen.Select(Gen.Bool, Members(changes, 3), (json, fields) => new MergeDocument(json, Numbered(fields)));

    /// <summary>The text of one state; the local one has comments, and references for some values.</summary>
    public byte[] Write(MergeSide side)
    {
        var text = new StringBuilder(Json || side != MergeSide.Local ? "" : "#![enable(implicit_some)]\n// the file\n");
        WriteMembers(text, Fields, null, side, "");
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    public static string? Lookup(OutputReference reference) => reference.Address == "r.ron" ? $"value {reference.Key}" : null;

    /// <summary>Fields of every depth, those inside of what is there as a whole left out.</summary>
    public IEnumerable<MergeField> All() => Fields.SelectMany(field => field.All());

    /// <summary>A value of a text in which the order of members and of named elements does not count.</summary>
    public RonValue Read(ReadOnlySpan<byte> body)
    {
        var tree = BodyTrees.Parse(Format, body)!;
        Assert.True(tree.Diagnostics.Count == 0, $"{string.Join('\n', tree.Diagnostics)}\n{Encoding.UTF8.GetString(body)}");
        return Normalise(tree.ToValue([])!);
    }

    public override string ToString() => string.Join(
        "\n----\n", Enum.GetValues<MergeSide>().Select(side => $"{side}:\n{Encoding.UTF8.GetString(Write(side))}"));

    private static Gen<List<MergeField>> Members(Gen<MergeChange> changes, int depth)
    {
        var leaf = Gen.Select(changes, Gen.Int[0, 2], (change, kind) => new MergeField { Change = change, Kind = kind });
        if (depth == 0)
        {
            return leaf.List[0, 4];
        }

        var map = Gen.Select(Members(changes, depth - 1), members => new MergeField { Members = members });
        var list = Gen.Select(Members(changes, 0).List[1, 4], leaf.List[0, 3], (whole, parts) => new MergeField
        {
            Elements = [.. whole.Select(members => new MergeField { Members = members }), .. parts],
        });
        return Gen.Frequency((5, leaf), (2, map), (1, list)).List[0, 5];
    }

    private static List<MergeField> Numbered(List<MergeField> fields)
    {
        var next = 0;
        void Number(IEnumerable<MergeField> some)
        {
            foreach (var field in some)
            {
                field.Number = next++;
                Number(field.Members ?? field.Elements ?? []);
            }
        }

        Number(fields);
        return fields;
    }

    private void WriteMembers(StringBuilder text, IReadOnlyList<MergeField> fields, string? name, MergeSide side, string indent)
    {
        var present = fields.Where(field => field.Has(side)).ToList();
        if (side == MergeSide.Remote)
        {
            present.Reverse();
        }

        // Never empty: `()` would be a unit.
        var first = name is null ? $"{Label("k")}0" : $"{Label("name")}\"{name}\"";
        text.Append(Json ? "{" : "(").Append(CultureInfo.InvariantCulture, $"\n{indent}  {first}{(present.Count > 0 || !Json ? "," : "")}");
        foreach (var (index, field) in present.Index())
        {
            WriteComment(text, side, $"{indent}  ", field, above: true);
            text.Append(CultureInfo.InvariantCulture, $"\n{indent}  {Label(field.Name)}");
            WriteValue(text, field, side, $"{indent}  ");
            text.Append(index < present.Count - 1 || !Json ? "," : "");
            WriteComment(text, side, indent, field, above: false);
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{indent}").Append(Json ? '}' : ')');
    }

    private void WriteValue(StringBuilder text, MergeField field, MergeSide side, string indent)
    {
        if (field.Members is not null)
        {
            WriteMembers(text, field.Members, null, side, indent);
            return;
        }

        if (field.Elements is null)
        {
            text.Append(field.Value(side));
            return;
        }

        text.Append('[');
        var present = field.Elements.Where(element => element.Has(side)).ToList();
        foreach (var (index, element) in present.Index())
        {
            WriteComment(text, side, indent, element, above: true);
            text.Append(CultureInfo.InvariantCulture, $"\n{indent}  ");
            if (element.Members is not null)
            {
                WriteMembers(text, element.Members, element.Name, side, $"{indent}  ");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{(Json ? "{" : "(")}{Label("name")}\"{element.Name}\", {Label("v")}{element.Value(side)}{(Json ? "}" : ")")}");
            }

            text.Append(index < present.Count - 1 || !Json ? "," : "");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{indent}]");
    }

    private string Label(string name) => Json ? $"\"{name}\": " : $"{name}: ";

    // Every second comment stands above its field, the others behind it.
    private static void WriteComment(StringBuilder text, MergeSide side, string indent, MergeField field, bool above)
    {
        if (side == MergeSide.Local && field.Number % 2 == (above ? 0 : 1))
        {
            text.Append(CultureInfo.InvariantCulture, $"{(above ? $"\n{indent}" : " ")}{field.Comment}");
        }
    }

    private static RonValue Normalise(RonValue value) => value switch
    {
        RonValue.Struct record => new RonValue.Map(new(record.Fields
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create<RonValue, RonValue>(new RonValue.Text(field.Key), Normalise(field.Value))))),
        RonValue.Map map => new RonValue.Map(new(map.Entries
            .OrderBy(entry => ((RonValue.Text)entry.Key).Value, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Normalise(entry.Value))))),
        RonValue.List list => new RonValue.List(new(list.Items.Select(Normalise).OrderBy(NameOf, StringComparer.Ordinal))),
        _ => value,
    };

    private static string NameOf(RonValue element)
        => element is RonValue.Map map && map.Entries.FirstOrDefault(entry => entry.Key is RonValue.Text { Value: "name" }).Value is RonValue.Text name ? name.Value : "";
}
