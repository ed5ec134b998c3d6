using System.Globalization;

namespace Autoschematic.TestConnector.Faults;

/// <summary>Which of the calls that a fault is about it happens to.</summary>
internal abstract record FaultTurn
{
    private FaultTurn()
    {
    }

    public sealed record Always : FaultTurn;

    public sealed record Nth(long Number) : FaultTurn;

    public sealed record Every(long Number) : FaultTurn;

    public bool NeedsCount => this is not Always;

    public static FaultTurn? TryParse(ReadOnlySpan<string> words)
        => words switch
        {
            [] => new Always(),
            ["once"] => new Nth(1),
            ["nth", var number] when Count(number) is { } nth => new Nth(nth),
            ["every", var number] when Count(number) is { } every => new Every(every),
            _ => null,
        };

    /// <summary>Whether it happens to the call with this number, counted from one.</summary>
    public bool Includes(long count)
        => this switch
        {
            Nth nth => count == nth.Number,
            Every every => count % every.Number == 0,
            _ => true,
        };

    private static long? Count(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
