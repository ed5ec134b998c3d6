using System.Globalization;
using Autoschematic.TestConnector.Faults;

namespace Autoschematic.TestConnector;

/// <summary>What a test wants of the cloud.</summary>
internal sealed record CloudSettings(string Folder, TimeSpan GetDelay, IReadOnlyList<Fault> Faults, IReadOnlySet<string> Modes)
{
    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    public bool Escapes => Modes.Contains("escapes");

    public bool Lies => Modes.Contains("lie");

    public bool Sensitive => Modes.Contains("sensitive");

    public bool Reorders => Modes.Contains("reorder");

    public bool Declares => Modes.Contains("declare");

    public bool Idempotent => Modes.Contains("idempotent");

    public bool IsQuiet => Modes.Contains("quiet");

    public bool SuggestsNames => !Modes.Contains("plain-names");

    public static CloudSettings FromEnvironment()
        => new(
            Variable("TEST_CLOUD_DIR") is { Length: > 0 } folder
                ? folder
                : throw new InvalidOperationException("TEST_CLOUD_DIR is not set"),
            TimeSpan.FromMilliseconds(int.Parse(Variable("TEST_CLOUD_DELAY_MS") ?? "0", CultureInfo.InvariantCulture)),
            [.. (Variable("TEST_CLOUD_FAULTS") ?? "").Split(';', Trimmed).Select(Fault.Parse)],
            (Variable("TEST_CLOUD_MODES") ?? "").Split(',', Trimmed).ToHashSet());

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
