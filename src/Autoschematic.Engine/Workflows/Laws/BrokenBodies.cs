using System.Text;
using Autoschematic.Model.References;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>Bodies that no connector should have to expect, the smallest first, so that the first to do harm is a small one.</summary>
internal static class BrokenBodies
{
    private const int Depth = 2000;
    private const int LongLine = 100_000;

    /// <summary>Bodies that are wrong in every dialect of their format.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Malformed(BodyFormat format, ReadOnlyMemory<byte> body)
        => format == BodyFormat.Text ? [] : [.. Texts(body).Where(text => IsMalformed(format, text)).Select(Bytes)];

    /// <summary>Malformed bodies and, in a good form, values of the wrong type and bytes that are no text.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> All(BodyFormat format, ReadOnlyMemory<byte> body)
        => [
            .. Texts(body).Select(Bytes),
            new byte[] { 0xff, 0xfe },
            .. WrongTypes(format, body).Select(Bytes),
            Bytes(new string('[', Depth)),
            Bytes(new string('x', LongLine)),
        ];

    private static IEnumerable<string> Texts(ReadOnlyMemory<byte> body)
    {
        foreach (var text in new[] { "(", "{", "[", "\"", ")", "\0", "nothing of the kind" })
        {
            yield return text;
        }

        if (BodyTrees.Decode(body.Span)?.TrimEnd() is { Length: > 1 } whole)
        {
            yield return whole[..(whole.Length / 2)];
            yield return whole[..^1];
            yield return whole + ")";
        }
    }

    private static IEnumerable<string> WrongTypes(BodyFormat format, ReadOnlyMemory<byte> body)
    {
        if (BodyTrees.Parse(format, body.Span) is not { Diagnostics.Count: 0 } tree)
        {
            yield break;
        }

        foreach (var root in new[] { "1", "[]", "\"text\"", format == BodyFormat.Json ? "null" : "()" })
        {
            yield return root;
        }

        foreach (var leaf in BodyVariants.Leaves(tree))
        {
            yield return BodyVariants.Replace(tree.Text.Text, leaf, leaf.Kind is SyntaxKind.String or SyntaxKind.RawString ? "1" : "\"text\"");
        }
    }

    private static bool IsMalformed(BodyFormat format, string text) => BodyTrees.Parse(format, Encoding.UTF8.GetBytes(text)) is { Diagnostics.Count: > 0 };

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
