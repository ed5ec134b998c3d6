using Autoschematic.Protocol;
using Autoschematic.Ron.Text;
using Google.Protobuf;

namespace Autoschematic.Connectors.Adapters;

/// <summary>Conversions that every adapter needs: on the wire an empty string or byte string stands for none.</summary>
internal static class Wire
{
    /// <summary>Shares the memory; bodies are not written to after they were read.</summary>
    public static ByteString Bytes(ReadOnlyMemory<byte> bytes) => UnsafeByteOperations.UnsafeWrap(bytes);

    public static ByteString Bytes(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Bytes(some) : ByteString.Empty;

    // A bare null here would be an empty memory, which is a value.
    public static ReadOnlyMemory<byte>? OptionalBytes(ByteString bytes) => bytes.IsEmpty ? default(ReadOnlyMemory<byte>?) : bytes.Memory;

    public static string? OptionalText(string text) => text.Length == 0 ? null : text;

    /// <summary>Outputs in key order; a deleted one has the value null.</summary>
    public static IReadOnlyDictionary<string, string?> Outputs(
        IEnumerable<KeyValuePair<string, string>> outputs, IEnumerable<string> deleted)
    {
        SortedDictionary<string, string?> all = new(StringComparer.Ordinal);
        foreach (var key in deleted)
        {
            all[key] = null;
        }

        foreach (var (key, value) in outputs)
        {
            all[key] = value;
        }

        return all;
    }

    /// <summary>Positions only point people somewhere: an odd one is bent, never an error.</summary>
    public static TextPosition Position(DiagnosticPosition? position)
        => new((int)Math.Clamp(position?.Line ?? 1, 1, int.MaxValue), (int)Math.Clamp(position?.Col ?? 1, 1, int.MaxValue));

    public static IReadOnlySet<string> Names(IEnumerable<string> names)
        => new SortedSet<string>(names, StringComparer.Ordinal);
}
