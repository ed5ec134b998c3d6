using System.Buffers;
using System.Text;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Syntax;

/// <summary>Reads the content of literal nodes that are not broken.</summary>
internal static class Literals
{
    /// <summary>The text of a string or raw string.</summary>
    public static string TextOf(SyntaxNode node)
    {
        var source = node.Source;
        return node.Kind == SyntaxKind.RawString
            ? RawContent(source[1..]).ToString()
            : StringDecoder.DecodeText(source[1..^1], node.Tree.Options.Dialect == RonDialect.Json ? EscapeMode.Json : EscapeMode.Text);
    }

    /// <summary>The bytes of a byte string or raw byte string.</summary>
    public static byte[] BytesOf(SyntaxNode node)
    {
        var source = node.Source;
        return node.Kind == SyntaxKind.RawByteString
            ? System.Text.Encoding.UTF8.GetBytes(RawContent(source[2..]).ToString())
            : StringDecoder.DecodeBytes(source[2..^1]);
    }

    /// <summary>The scalar of a character literal.</summary>
    public static int CharacterOf(SyntaxNode node)
        => node.Kind == SyntaxKind.String
            ? char.ConvertToUtf32(TextOf(node), 0)
            : StringDecoder.DecodeSingle(node.Source[1..^1], EscapeMode.Character);

    /// <summary>Whether a node is a character, which in JSON is a string of one.</summary>
    public static bool IsCharacter(SyntaxNode node)
        => node.Kind == SyntaxKind.Character
            || (node is { Kind: SyntaxKind.String, IsBroken: false, Tree.Options.Dialect: RonDialect.Json }
                && Rune.DecodeFromUtf16(TextOf(node), out _, out var length) == OperationStatus.Done && length == TextOf(node).Length);

    /// <summary>The value of a byte literal.</summary>
    public static byte ByteOf(SyntaxNode node) => (byte)StringDecoder.DecodeSingle(node.Source[2..^1], EscapeMode.Byte);

    /// <summary>What stands between the fences of a raw string, from the first <c>#</c> or quote on.</summary>
    public static ReadOnlySpan<char> RawContent(ReadOnlySpan<char> fenced)
    {
        var hashes = fenced.IndexOf('"');
        return fenced[(hashes + 1)..^(hashes + 1)];
    }
}
