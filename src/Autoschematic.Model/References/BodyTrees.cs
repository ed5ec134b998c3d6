using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.References;

/// <summary>Reads bodies as text and as trees.</summary>
public static class BodyTrees
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body as text, or null when it is not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            return StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The tree of a RON or JSON body; null for other text and what is not UTF-8.</summary>
    public static SyntaxTree? Parse(BodyFormat format, ReadOnlySpan<byte> body, string? path = null)
        => format != BodyFormat.Text && Decode(body) is { } text ? Parse(format, new SourceText(text, path)) : null;

    /// <summary>Why a RON or JSON body does not parse; null when it does, is other text, or is read as such because of a bare reference.</summary>
    public static Diagnostic? FirstProblem(Address address, ReadOnlyMemory<byte> body, RepoPath file)
    {
        var format = BodyFormats.Of(address);
        return Parse(format, body.Span, file.Text) is { Diagnostics: [var first, ..] } && !ReferenceScanner.Find(format, body).AsPlainText ? first : null;
    }

    /// <summary>The tree of a text; comments and trailing commas in JSON are tolerated.</summary>
    public static SyntaxTree Parse(BodyFormat format, SourceText source)
        => SyntaxTree.Parse(source, format == BodyFormat.Json ? RonParseOptions.JsonWithComments : RonParseOptions.Ron);
}
