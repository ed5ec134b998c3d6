using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>All calls of the protocol, in terms of the model.</summary>
internal static class TarpcCalls
{
    private static readonly Action<BincodeWriter> Nothing = static _ => { };

    public static TarpcCall<bool> Init()
        => new(TarpcMethod.Init, Nothing, static (ref reader) => true);

    public static TarpcCall<FilterBits> Filter(string address)
        => new(TarpcMethod.Filter, writer => writer.String(address), static (ref reader) => (FilterBits)(int)reader.UInt32());

    public static TarpcCall<IReadOnlyList<string>> List(string subpath)
        => new(TarpcMethod.List, writer => writer.String(subpath), TarpcResults.Strings);

    public static TarpcCall<IReadOnlyList<string>> Subpaths()
        => new(TarpcMethod.Subpaths, Nothing, TarpcResults.Strings);

    public static TarpcCall<RemoteResource?> Get(string address)
        => new(TarpcMethod.Get, writer => writer.String(address), TarpcResults.OptionalResource);

    public static TarpcCall<IReadOnlyList<ConnectorOp>> Plan(
        string address, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired)
        => new(
            TarpcMethod.Plan,
            writer =>
            {
                writer.String(address);
                writer.OptionalBytes(current);
                writer.OptionalBytes(desired);
            },
            static (ref reader) => reader.List(TarpcResults.Op));

    public static TarpcCall<OpResult> OpExec(string address, string op)
        => new(
            TarpcMethod.OpExec,
            writer =>
            {
                writer.String(address);
                writer.String(op);
            },
            TarpcResults.OpResult);

    public static TarpcCall<PhysicalMapping> AddrVirtToPhy(string address)
        => new(TarpcMethod.AddrVirtToPhy, writer => writer.String(address), TarpcResults.Mapping);

    public static TarpcCall<string?> AddrPhyToVirt(string address)
        => new(TarpcMethod.AddrPhyToVirt, writer => writer.String(address), static (ref reader) => reader.OptionalString());

    public static TarpcCall<IReadOnlyList<Skeleton>> GetSkeletons()
        => new(
            TarpcMethod.GetSkeletons,
            Nothing,
            static (ref reader) => reader.List(static (ref item) => new Skeleton(item.String(), item.Bytes())));

    public static TarpcCall<Docstring?> GetDocstring(string address, DocIdent ident)
        => new(
            TarpcMethod.GetDocstring,
            writer =>
            {
                writer.String(address);
                TarpcArguments.Ident(writer, ident);
            },
            TarpcResults.OptionalDocstring);

    public static TarpcCall<bool> Eq(string address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
        => new(
            TarpcMethod.Eq,
            writer =>
            {
                writer.String(address);
                writer.Bytes(left.Span);
                writer.Bytes(right.Span);
            },
            static (ref reader) => reader.Bool());

    public static TarpcCall<IReadOnlyList<ConnectorDiagnostic>> Diag(string address, ReadOnlyMemory<byte> body)
        => new(
            TarpcMethod.Diag,
            writer =>
            {
                writer.String(address);
                writer.Bytes(body.Span);
            },
            TarpcResults.OptionalDiagnostics);

    public static TarpcCall<TaskStep> TaskExec(
        string address, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte>? argument, ReadOnlyMemory<byte>? state)
        => new(
            TarpcMethod.TaskExec,
            writer =>
            {
                writer.String(address);
                writer.Bytes(body.Span);
                writer.OptionalBytes(argument);
                writer.OptionalBytes(state);
            },
            TarpcResults.TaskStep);

    public static TarpcCall<IReadOnlyList<BundleChild>> Unbundle(string address, ReadOnlyMemory<byte> bundle)
        => new(
            TarpcMethod.Unbundle,
            writer =>
            {
                writer.String(address);
                writer.Bytes(bundle.Span);
            },
            static (ref reader) => reader.List(static (ref item) => new BundleChild(item.String(), item.Bytes())));

    public static TarpcCall<string> Version()
        => new(TarpcMethod.Version, Nothing, static (ref reader) => reader.String());
}
