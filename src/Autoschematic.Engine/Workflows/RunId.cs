using System.Globalization;
using System.Security.Cryptography;

namespace Autoschematic.Engine.Workflows;

/// <summary>Identifies one run: its start in UTC and eight random digits, so that ids sort by time.</summary>
public sealed record RunId(string Text)
{
    /// <summary>Makes an id that no other run has.</summary>
    public static RunId New(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var time = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return new($"{time}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
    }

    public override string ToString() => Text;
}
