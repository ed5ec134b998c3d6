using System.Globalization;
using Autoschematic.TestConnector.Faults;

namespace Autoschematic.TestConnector.Settings;

/// <summary>What a test wants of the cloud at this moment.</summary>
internal sealed record CloudSettings(IReadOnlyList<Fault> Faults, IReadOnlySet<string> Modes, int FadingReads)
{
    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
    private const string Fade = "fade:";

    private static readonly string[] Known = ["escapes", "lie", "sensitive", "reorder", "declare", "quiet", "idempotent", "plain-names"];

    public bool Escapes => Modes.Contains("escapes");

    public bool Lies => Modes.Contains("lie");

    public bool Sensitive => Modes.Contains("sensitive");

    public bool Reorders => Modes.Contains("reorder");

    public bool Declares => Modes.Contains("declare");

    public bool IsQuiet => Modes.Contains("quiet");

    public bool Idempotent => Modes.Contains("idempotent");

    public bool SuggestsNames => !Modes.Contains("plain-names");

    public static CloudSettings Parse(string modes, string faults)
    {
        var words = modes.Split(',', Trimmed).ToHashSet(StringComparer.Ordinal);
        var fade = words.SingleOrDefault(word => word.StartsWith(Fade, StringComparison.Ordinal));
        return words.FirstOrDefault(word => word != fade && !Known.Contains(word)) is { } unknown
            ? throw new FormatException($"`{unknown}` is not a mode")
            : new(
                [.. faults.Split(';', Trimmed).Select(Fault.Parse)],
                words,
                fade is null ? 0 : int.Parse(fade[Fade.Length..], CultureInfo.InvariantCulture));
    }
}
