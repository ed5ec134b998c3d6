using System.Text;
using System.Text.Json;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;
using Autoschematic.Sdk;

namespace Autoschematic.TestConnector.Bodies;

/// <summary>Bodies of the cloud: JSON, RON or just text by the address.</summary>
internal static class CloudBody
{
    public static bool IsJson(string address) => address.EndsWith(".json", StringComparison.Ordinal);

    public static bool IsText(string address) => address.EndsWith(".txt", StringComparison.Ordinal);

    public static IReadOnlyList<BodyDiagnostic> Check(string address, ReadOnlyMemory<byte> body)
        => IsText(address)
            ? []
            : [.. Parse(address, body).Diagnostics.Select(problem => new BodyDiagnostic(problem.Severity, SpanOf(problem), problem.Message))];

    /// <summary>Throws for a body that does not parse or still holds a reference.</summary>
    public static void Require(string address, ReadOnlyMemory<byte> body)
    {
        if (Check(address, body) is [var first, ..])
        {
            throw new ConnectorServiceException(ConnectorErrorCode.InvalidBody, first.Message) { Span = first.Span };
        }

        if (Encoding.UTF8.GetString(body.Span).Contains("out://", StringComparison.Ordinal))
        {
            throw new ConnectorServiceException(
                ConnectorErrorCode.InvalidBody, $"the body of `{address}` still holds a reference");
        }
    }

    public static bool Same(string address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        if (left.Span.SequenceEqual(right.Span))
        {
            return true;
        }

        if (IsText(address) || Check(address, left).Count + Check(address, right).Count > 0)
        {
            return false;
        }

        return IsJson(address)
            ? JsonElement.DeepEquals(Json(left), Json(right))
            : RonMeaning.Same(Ron(address, left)!, Ron(address, right)!);
    }

    public static JsonElement Json(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    /// <summary>A field of a JSON body when it is a string.</summary>
    public static string? Text(ReadOnlyMemory<byte> body, string field)
        => Json(body) is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(field, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The same body with the entries of its maps in another order, deep down too.</summary>
    public static byte[] Shuffled(string address, byte[] body)
        => IsText(address) || Parse(address, body) is not { Diagnostics: [] } tree ? body : Encoding.UTF8.GetBytes(Shuffled(tree.Root));

    private static string Shuffled(SyntaxNode node)
    {
        SyntaxNode[] children = [.. node.Children];
        var texts = Array.ConvertAll(children, Shuffled);
        if (node.Kind == SyntaxKind.Map)
        {
            Random.Shared.Shuffle(texts);
        }

        // What stands between the children, comments included, stays where it is.
        var text = new StringBuilder();
        var at = node.Span.Start;
        var source = node.Tree.Text.Text;
        foreach (var (child, printed) in children.Zip(texts))
        {
            text.Append(source, at, child.Span.Start - at).Append(printed);
            at = child.Span.End;
        }

        return text.Append(source, at, node.Span.End - at).ToString();
    }

    private static RonValue? Ron(string address, ReadOnlyMemory<byte> body) => Parse(address, body).ToValue(new DiagnosticBag());

    private static SyntaxTree Parse(string address, ReadOnlyMemory<byte> body)
        => SyntaxTree.Parse(Encoding.UTF8.GetString(body.Span), IsJson(address) ? RonParseOptions.Json : RonParseOptions.Ron);

    private static BodySpan SpanOf(Diagnostic problem)
    {
        var start = problem.Location?.Start ?? new TextPosition(1, 1);
        return new(start, problem.Location?.End ?? start);
    }
}
