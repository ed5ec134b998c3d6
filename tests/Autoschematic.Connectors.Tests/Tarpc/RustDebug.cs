using System.Globalization;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Text;

namespace Autoschematic.Connectors.Tests.Tarpc;

/// <summary>Prints results the way the reference's client prints them, so that captures are their own expectation.</summary>
internal static class RustDebug
{
    public static string Text(string value) => $"\"{value}\"";

    public static string Optional(string? printed) => printed is null ? "None" : $"Some({printed})";

    public static string List<T>(IEnumerable<T> items, Func<T, string> print) => $"[{string.Join(", ", items.Select(print))}]";

    public static string Texts(IReadOnlyList<string> items) => List(items, Text);

    public static string Filter(FilterBits bits)
        => string.Create(CultureInfo.InvariantCulture, $"FilterResponse {{ bits: {(uint)bits} }}");

    public static string Resource(RemoteResource? resource)
        => Optional(resource is null
            ? null
            : $"GetResourceResponse {{ resource_definition: {Bytes(resource.Body)}, "
                + $"virt_addr: {OptionalText(resource.VirtualAddress)}, "
                + $"outputs: {Map(resource.Outputs, Text)} }}");

    public static string Ops(IReadOnlyList<ConnectorOp> ops)
        => List(ops, op => $"PlanResponseElement {{ op_definition: {Text(op.Definition)}, "
            + $"writes_outputs: {Texts(op.WritesOutputs)}, friendly_message: {OptionalText(op.Message)} }}");

    public static string OpResult(OpResult result)
        => $"OpExecResponse {{ outputs: {Map(result.Outputs, OptionalText)}, friendly_message: {OptionalText(result.Message)} }}";

    public static string Mapping(PhysicalMapping mapping)
        => mapping switch
        {
            PhysicalMapping.NotPresent => "NotPresent",
            PhysicalMapping.Present present => $"Present({Text(present.Path)})",
            PhysicalMapping.Unmapped unmapped => $"Null({Text(unmapped.Path)})",
            PhysicalMapping.Deferred deferred =>
                $"Deferred({List(deferred.Reads, read => $"ReadOutput {{ addr: {Text(read.Address)}, key: {Text(read.Key)} }}")})",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static string Skeletons(IReadOnlyList<Skeleton> skeletons)
        => List(skeletons, item => $"SkeletonResponse {{ addr: {Text(item.AddressTemplate)}, body: {Bytes(item.Body)} }}");

    public static string Doc(Docstring? doc)
        => Optional(doc is null
            ? null
            : $"GetDocResponse {{ type: {Text(doc.Type)}, markdown: {Text(doc.Markdown)}, fields: {Texts(doc.Fields)} }}");

    /// <summary>An absent list and an empty one are the same to the model.</summary>
    public static string Diagnostics(IReadOnlyList<ConnectorDiagnostic> items)
        => Optional(items.Count == 0
            ? null
            : $"DiagnosticResponse {{ diagnostics: {List(items, item => $"Diagnostic {{ severity: {(int)item.Severity}, "
                + $"span: DiagnosticSpan {{ start: {Position(item.Start)}, end: {Position(item.End)} }}, message: {Text(item.Message)} }}")} }}");

    public static string Step(TaskStep step)
        => $"TaskExecResponse {{ next_state: {Optional(step.NextState is { } state ? Bytes(state) : null)}, "
            + $"modified_files: {Optional(step.ModifiedFiles.Count == 0 ? null : Texts(step.ModifiedFiles))}, "
            + $"outputs: {Map(step.Outputs, OptionalText)}, secrets: {Map(step.Secrets, OptionalText)}, "
            + $"friendly_message: {OptionalText(step.Message)}, "
            + $"delay_until: {Optional(step.DelayUntil?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))} }}";

    public static string Children(IReadOnlyList<BundleChild> children)
        => List(children, item => $"UnbundleResponseElement {{ addr: {Text(item.Address)}, contents: {Bytes(item.Contents)} }}");

    public static string Flag(bool value) => value ? "true" : "false";

    public static string OptionalText(string? value) => Optional(value is null ? null : Text(value));

    private static string Bytes(ReadOnlyMemory<byte> bytes)
        => List(bytes.ToArray(), value => value.ToString(CultureInfo.InvariantCulture));

    private static string Map<T>(IReadOnlyDictionary<string, T> map, Func<T, string> print)
        => Optional(map.Count == 0
            ? null
            : $"{{{string.Join(", ", map.Select(pair => $"{Text(pair.Key)}: {print(pair.Value)}"))}}}");

    private static string Position(TextPosition position)
        => $"DiagnosticPosition {{ line: {position.Line}, col: {position.Column} }}";
}
