using System.Globalization;

namespace Autoschematic.BenchConnector;

/// <summary>What a benchmark wants of its connector, from the environment.</summary>
/// <param name="Existing">How many items exist at first.</param>
/// <param name="GetTime">How long a `get` takes.</param>
/// <param name="OpTime">How long an op takes.</param>
/// <param name="AtOnce">The concurrency that is declared.</param>
/// <param name="Marks">File for the counts and times of calls, written at the end; null for none.</param>
internal sealed record BenchSettings(int Existing, TimeSpan GetTime, TimeSpan OpTime, int AtOnce, string? Marks)
{
    public static BenchSettings Read()
        => new(
            Number("BENCH_EXISTING", 0),
            TimeSpan.FromMilliseconds(Number("BENCH_GET_MS", 0)),
            TimeSpan.FromMilliseconds(Number("BENCH_OP_MS", 0)),
            Number("BENCH_AT_ONCE", 64),
            Environment.GetEnvironmentVariable("BENCH_MARKS"));

    private static int Number(string name, int otherwise)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
