using System.Globalization;

namespace Autoschematic.Engine.Tests.Model.Merging;

/// <summary>A field of a random document: a value with its history, members, or named elements.</summary>
internal sealed class MergeField
{
    public int Number { get; set; }

    public MergeChange Change { get; init; } = new(1, 1, 1);

    /// <summary>0: numbers; 1: texts, which the file writes as references; 2: lists.</summary>
    public int Kind { get; init; }

    public IReadOnlyList<MergeField>? Members { get; init; }

    public IReadOnlyList<MergeField>? Elements { get; init; }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"f{Number}");

    public string Comment => string.Create(CultureInfo.InvariantCulture, $"// about {Number};");

    public string Reference => string.Create(CultureInfo.InvariantCulture, $"out://r.ron[{Number} {Change.Local}]");

    public bool IsReference => Members is null && Elements is null && Kind == 1 && Change.Local > 0;

    public bool Has(MergeSide side) => Members is not null || Elements is not null || Change.Of(side) > 0;

    public string Value(MergeSide side)
    {
        var version = Change.Of(side);
        return Kind switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{(Number * 10) + version}"),
            1 => side == MergeSide.Local ? $"\"{Reference}\"" : string.Create(CultureInfo.InvariantCulture, $"\"value {Number} {version}\""),
            _ => $"[{string.Join(", ", Enumerable.Range(1, version * 2).Reverse().Prepend(Number))}]",
        };
    }

    public IEnumerable<MergeField> All() => (Members ?? Elements ?? []).SelectMany(field => field.All()).Prepend(this);
}
