using System.Diagnostics;

namespace Autoschematic.Connectors.Pools;

/// <summary>W3C trace context of calls.</summary>
internal static class TraceContext
{
    /// <summary>A child of what is being traced, or the root of a trace that nobody records.</summary>
    public static string NewParent()
    {
        var trace = Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom();
        return $"00-{trace}-{ActivitySpanId.CreateRandom()}-{(Activity.Current?.Recorded == true ? "01" : "00")}";
    }
}
