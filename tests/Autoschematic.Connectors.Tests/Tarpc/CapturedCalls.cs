using Autoschematic.Connectors.Channels.Tarpc;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Tarpc;

/// <summary>What each capture called, by the name in its `# call` line, one entry for each request frame.</summary>
internal static class CapturedCalls
{
    private const string Create = "Create(x: 1)";

    public static IReadOnlyDictionary<string, CapturedCall[]> ByName { get; } = new Dictionary<string, CapturedCall[]>
    {
        ["init"] = [CapturedCall.Of(TarpcCalls.Init(), _ => "()")],
        ["filter_res"] = [Filter("res.ron")],
        ["filter_none"] = [Filter("none.ron")],
        ["filter_config"] = [Filter("config.ron")],
        ["filter_all"] = [Filter("all.ron")],
        ["filter_big"] = [Filter("big.ron")],
        ["filter_err"] = [Filter("err.ron")],
        ["list_dot"] = [List("./")],
        ["list_empty"] = [List("empty")],
        ["list_err"] = [List("err.ron")],
        ["list_many"] = [List("many")],
        ["subpaths"] = [CapturedCall.Of(TarpcCalls.Subpaths(), RustDebug.Texts)],
        ["get_x"] = [Get("x.ron")],
        ["get_none"] = [Get("none.ron")],
        ["get_min"] = [Get("min.ron")],
        ["get_err"] = [Get("err.ron")],
        ["plan_create"] = [Plan("x.ron", null, "new"u8.ToArray())],
        ["plan_modify"] = [Plan("x.ron", "old"u8.ToArray(), "new"u8.ToArray())],
        ["plan_delete"] = [Plan("x.ron", Array.Empty<byte>(), null)],
        ["plan_noop"] = [Plan("x.ron", null, null)],
        ["plan_err"] = [Plan("err.ron", null, null)],
        ["op_exec_x"] = [Op("x.ron")],
        ["op_exec_min"] = [Op("min.ron")],
        ["op_exec_del"] = [Op("del.ron")],
        ["op_exec_err"] = [Op("err.ron")],
        ["virt_to_phy_x"] = [ToPhysical("x.ron")],
        ["virt_to_phy_none"] = [ToPhysical("none.ron")],
        ["virt_to_phy_deferred"] = [ToPhysical("deferred.ron")],
        ["virt_to_phy_present"] = [ToPhysical("present.ron")],
        ["virt_to_phy_err"] = [ToPhysical("err.ron")],
        ["phy_to_virt_x"] = [ToVirtual("x.ron")],
        ["phy_to_virt_none"] = [ToVirtual("none.ron")],
        ["get_skeletons"] = [CapturedCall.Of(TarpcCalls.GetSkeletons(), RustDebug.Skeletons)],
        ["docstring_struct"] = [Doc(new DocIdent.Struct("S"))],
        ["docstring_variant"] = [Doc(new DocIdent.EnumVariant("E", "V"))],
        ["docstring_field"] = [Doc(new DocIdent.Field("S", "f"))],
        ["eq_true"] = [Eq("a", "a")],
        ["eq_false"] = [Eq("a", "b")],
        ["diag_x"] = [Diag("x.ron")],
        ["diag_none"] = [Diag("none.ron")],
        ["diag_empty"] = [Diag("empty.ron")],
        ["task_exec_full"] = [Task("t.ron", "body", "arg"u8.ToArray(), "st"u8.ToArray())],
        ["task_exec_min"] = [Task("min.ron", "", null, null)],
        ["unbundle"] = [CapturedCall.Of(TarpcCalls.Unbundle("b.ron", "bundle"u8.ToArray()), RustDebug.Children)],
        ["version"] = [Version()],
        ["get_slow_deadline"] = [Get("slow.ron")],
        ["get_dropped_cancel"] = [Get("slow.ron")],
        ["pipelined_version_filter"] = [Version(), Filter("x.ron")],
        ["task_exec_panic"] = [Task("panic.ron", "", null, null)],
        ["version_after_panic"] = [Version()],
        ["version_after_toobig"] = [],
    };

    private static CapturedCall Version() => CapturedCall.Of(TarpcCalls.Version(), RustDebug.Text);

    private static CapturedCall Filter(string address) => CapturedCall.Of(TarpcCalls.Filter(address), RustDebug.Filter);

    private static CapturedCall List(string subpath) => CapturedCall.Of(TarpcCalls.List(subpath), RustDebug.Texts);

    private static CapturedCall Get(string address) => CapturedCall.Of(TarpcCalls.Get(address), RustDebug.Resource);

    private static CapturedCall Plan(string address, byte[]? current, byte[]? desired)
        => CapturedCall.Of(TarpcCalls.Plan(address, Optional(current), Optional(desired)), RustDebug.Ops);

    private static CapturedCall Op(string address) => CapturedCall.Of(TarpcCalls.OpExec(address, Create), RustDebug.OpResult);

    private static CapturedCall ToPhysical(string address)
        => CapturedCall.Of(TarpcCalls.AddrVirtToPhy(address), RustDebug.Mapping);

    private static CapturedCall ToVirtual(string address)
        => CapturedCall.Of(TarpcCalls.AddrPhyToVirt(address), RustDebug.OptionalText);

    private static CapturedCall Doc(DocIdent ident) => CapturedCall.Of(TarpcCalls.GetDocstring("x.ron", ident), RustDebug.Doc);

    private static CapturedCall Eq(string left, string right)
        => CapturedCall.Of(
            TarpcCalls.Eq("x.ron", System.Text.Encoding.UTF8.GetBytes(left), System.Text.Encoding.UTF8.GetBytes(right)),
            RustDebug.Flag);

    private static CapturedCall Diag(string address)
        => CapturedCall.Of(TarpcCalls.Diag(address, "body"u8.ToArray()), RustDebug.Diagnostics);

    private static CapturedCall Task(string address, string body, byte[]? argument, byte[]? state)
        => CapturedCall.Of(
            TarpcCalls.TaskExec(address, System.Text.Encoding.UTF8.GetBytes(body), Optional(argument), Optional(state)),
            RustDebug.Step);

    // A null array would otherwise convert to an empty memory that is present.
    private static ReadOnlyMemory<byte>? Optional(byte[]? bytes) => bytes is null ? default(ReadOnlyMemory<byte>?) : bytes;
}
