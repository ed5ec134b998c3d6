namespace Autoschematic.Connectors.Pools;

/// <summary>How a method is called.</summary>
/// <param name="Name">Protocol method.</param>
/// <param name="LimitOf">Its deadline.</param>
/// <param name="HasEffect">Whether it may change something remote: never retried, cancelled or run beside others.</param>
internal sealed record MethodPolicy(string Name, Func<ConnectorDeadlines, TimeSpan> LimitOf, bool HasEffect = false)
{
    public static MethodPolicy Version { get; } = new("Version", static all => all.Version);

    public static MethodPolicy Capabilities { get; } = new("Capabilities", static all => all.Version);

    public static MethodPolicy Init { get; } = new("Init", static all => all.Init);

    public static MethodPolicy Filter { get; } = new("Filter", static all => all.Lookup);

    public static MethodPolicy List { get; } = new("List", static all => all.List);

    public static MethodPolicy Subpaths { get; } = new("Subpaths", static all => all.Read);

    public static MethodPolicy Get { get; } = new("Get", static all => all.Read);

    public static MethodPolicy Plan { get; } = new("Plan", static all => all.Read);

    public static MethodPolicy OpExec { get; } = new("OpExec", static all => all.Op, HasEffect: true);

    public static MethodPolicy AddrVirtToPhy { get; } = new("AddrVirtToPhy", static all => all.Lookup);

    public static MethodPolicy AddrPhyToVirt { get; } = new("AddrPhyToVirt", static all => all.Lookup);

    public static MethodPolicy GetSkeletons { get; } = new("GetSkeletons", static all => all.Lookup);

    public static MethodPolicy GetDocstring { get; } = new("GetDocstring", static all => all.Lookup);

    public static MethodPolicy Eq { get; } = new("Eq", static all => all.Lookup);

    public static MethodPolicy Diag { get; } = new("Diag", static all => all.Lookup);

    public static MethodPolicy TaskExec { get; } = new("TaskExec", static all => all.Task, HasEffect: true);

    public static MethodPolicy Unbundle { get; } = new("Unbundle", static all => all.Task);
}
