using System.Diagnostics;
using Autoschematic.Ron.Text;
using Google.Protobuf;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Sdk.Hosting;

/// <summary>What connectors return as replies of the wire.</summary>
internal static class ResponseMessages
{
    public static Wire.GetResponse Get(RemoteResource? resource)
    {
        if (resource is null)
        {
            return new Wire.GetResponse();
        }

        var response = new Wire.GetResponse
        {
            Exists = true,
            ResourceDefinition = Bytes(resource.Body),
            VirtAddr = resource.VirtualAddress ?? "",
        };
        response.Outputs.Add(resource.Outputs.ToDictionary());
        response.SensitiveOutputs.AddRange(resource.SensitiveOutputs);
        return response;
    }

    public static Wire.PlanResponse Plan(IReadOnlyList<ConnectorOp> ops)
    {
        var response = new Wire.PlanResponse();
        response.Ops.AddRange(ops.Select(Op));
        return response;
    }

    public static Wire.OpExecResponse Execute(ExecuteResult result)
    {
        var response = new Wire.OpExecResponse { FriendlyMessage = result.Message };
        response.Outputs.Add(Written(result.Outputs));
        response.DeletedOutputs.AddRange(Deleted(result.Outputs));
        response.SensitiveOutputs.AddRange(result.SensitiveOutputs);
        return response;
    }

    public static Wire.AddrVirtToPhyResponse Mapping(PhysicalMapping mapping)
        => mapping switch
        {
            PhysicalMapping.NotPresent => new() { NotPresent = new() },
            PhysicalMapping.Present present => new() { Present = new() { Path_ = present.Path } },
            PhysicalMapping.Unmapped unmapped => new() { Null = new() { Path_ = unmapped.Path } },
            PhysicalMapping.Deferred deferred => new() { Deferred = Deferred(deferred.Reads) },
            _ => throw new UnreachableException(mapping.GetType().Name),
        };

    public static Wire.GetSkeletonsResponse Skeletons(IReadOnlyList<Skeleton> skeletons)
    {
        var response = new Wire.GetSkeletonsResponse();
        response.Skeletons.AddRange(skeletons.Select(
            skeleton => new Wire.Skeleton { Addr = skeleton.AddressTemplate, Body = Bytes(skeleton.Body) }));
        return response;
    }

    public static Wire.GetDocResponse Doc(Docstring? doc)
    {
        if (doc is null)
        {
            return new Wire.GetDocResponse();
        }

        var response = new Wire.GetDocResponse { HasDoc = true, Type = doc.Type, Markdown = doc.Markdown };
        response.Fields.AddRange(doc.Fields);
        return response;
    }

    public static Wire.DiagResponse Diagnostics(IReadOnlyList<BodyDiagnostic> diagnostics)
    {
        var response = new Wire.DiagResponse();
        response.Diagnostics.AddRange(diagnostics.Select(item => new Wire.Diagnostic
        {
            Severity = (uint)item.Severity,
            Span = Span(item.Span),
            Message = item.Message,
        }));
        return response;
    }

    public static Wire.TaskExecResponse Task(TaskStep step)
    {
        var response = new Wire.TaskExecResponse
        {
            NextState = step.NextState is { } state ? Bytes(state) : ByteString.Empty,
            FriendlyMessage = step.Message,
            DelayUntil = (ulong)Math.Max(0, step.DelayUntil?.ToUnixTimeSeconds() ?? 0),
        };
        response.ModifiedFiles.AddRange(step.ModifiedFiles);
        response.Outputs.Add(Written(step.Outputs));
        response.DeletedOutputs.AddRange(Deleted(step.Outputs));
        response.SensitiveOutputs.AddRange(step.SensitiveOutputs);
        response.Secrets.Add(step.Secrets.ToDictionary());
        return response;
    }

    public static Wire.UnbundleResponse Children(IReadOnlyList<BundleChild> children)
    {
        var response = new Wire.UnbundleResponse();
        response.Bundles.AddRange(children.Select(
            child => new Wire.UnbundleResponseElement { Addr = child.Address, Contents = Bytes(child.Contents) }));
        return response;
    }

    public static Wire.DiagnosticSpan Span(BodySpan span) => new() { Start = Position(span.Start), End = Position(span.End) };

    private static Wire.PlanResponseElement Op(ConnectorOp op)
    {
        var element = new Wire.PlanResponseElement
        {
            OpDefinition = op.Definition,
            FriendlyMessage = op.Message,
            Kind = (Wire.OpKind)op.Kind,
            Irreversible = op.Irreversible,
            DestroysData = op.DestroysData,
        };
        element.WritesOutputs.AddRange(op.WritesOutputs);
        element.Needs.AddRange(op.Needs);
        return element;
    }

    private static Wire.Deferred Deferred(IReadOnlyList<OutputRead> reads)
    {
        var deferred = new Wire.Deferred();
        deferred.Reads.AddRange(reads.Select(read => new Wire.ReadOutput { Addr = read.Address, Key = read.Key }));
        return deferred;
    }

    private static Wire.DiagnosticPosition Position(TextPosition position)
        => new() { Line = (uint)Math.Max(position.Line, 0), Col = (uint)Math.Max(position.Column, 0) };

    private static Dictionary<string, string> Written(IReadOnlyDictionary<string, string?> outputs)
        => outputs.Where(output => output.Value is not null).ToDictionary(output => output.Key, output => output.Value!);

    private static IEnumerable<string> Deleted(IReadOnlyDictionary<string, string?> outputs)
        => outputs.Where(output => output.Value is null).Select(output => output.Key).Order(StringComparer.Ordinal);

    private static ByteString Bytes(ReadOnlyMemory<byte> bytes) => UnsafeByteOperations.UnsafeWrap(bytes);
}
