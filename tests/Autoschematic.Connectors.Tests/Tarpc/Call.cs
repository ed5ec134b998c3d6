using Autoschematic.Connectors.Channels;

namespace Autoschematic.Connectors.Tests.Tarpc;

/// <summary>What goes along with calls in these tests.</summary>
internal static class Call
{
    public static ChannelCall Of(string method, TimeSpan? deadline = null)
        => new(method, "main/x.ron", deadline ?? TimeSpan.FromSeconds(60), 8 * 1024 * 1024, TraceParent: "");
}
