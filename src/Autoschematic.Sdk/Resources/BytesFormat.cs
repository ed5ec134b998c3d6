using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Bodies that are bytes and nothing more.</summary>
internal sealed class BytesFormat : BodyFormat<byte[]>
{
    internal override TypeSchema Schema { get; } = new TypeSchema.Scalar("bytes", "");

    internal override bool TryRead(BodySource source, List<BodyDiagnostic> problems, [NotNullWhen(true)] out byte[]? body)
    {
        body = source.Bytes.ToArray();
        return true;
    }

    public override byte[] Write(byte[] body) => body;

    internal override RonValue Normalize(byte[] body) => new RonValue.Bytes(new(body));

    internal override byte[]? Example() => null;
}
