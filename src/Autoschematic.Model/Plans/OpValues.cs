using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;

namespace Autoschematic.Model.Plans;

/// <summary>Compares ops by what they say: the layout of their text, the order of its map keys and their messages do not count.</summary>
public static class OpValues
{
    /// <summary>Lower-case hexadecimal SHA-256 that two lists of ops share exactly when they do the same.</summary>
    public static string Hash(IReadOnlyList<ConnectorOp> ops)
    {
        ArgumentNullException.ThrowIfNull(ops);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var op in ops)
        {
            Append(hash, Fingerprint(op.Definition));
            Append(hash, $"{(int)op.Kind} {op.Irreversible} {op.DestroysData} {op.WritesOutputs.Count}");
            foreach (var output in op.WritesOutputs.Order(StringComparer.Ordinal))
            {
                Append(hash, output);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Fingerprint(string definition)
    {
        var bytes = Encoding.UTF8.GetBytes(definition);
        var format = new[] { BodyFormat.Json, BodyFormat.Ron }.FirstOrDefault(format => CanonicalValue.Has(format, bytes), BodyFormat.Text);
        return CanonicalValue.Fingerprint(format, bytes);
    }

    // Each part after its length, so that no two lists run together.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
