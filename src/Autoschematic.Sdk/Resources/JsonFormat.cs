using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Bodies that are JSON of whatever form.</summary>
internal sealed class JsonFormat(IReadOnlyList<string> ignored) : BodyFormat<JsonNode>
{
    private static readonly JsonDocumentOptions Tolerant = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = RonParseOptions.Json.MaximumDepth,
    };

    private readonly string[][] paths = [.. ignored.Select(path => path.Split('.'))];

    internal override TypeSchema Schema { get; } = new TypeSchema.Anything();

    internal override RonParseOptions Syntax => RonParseOptions.JsonWithComments;

    internal override bool TryRead(BodySource source, List<BodyDiagnostic> problems, [NotNullWhen(true)] out JsonNode? body)
    {
        body = null;
        if (source.FindTextProblem() is { } problem)
        {
            problems.Add(problem);
            return false;
        }

        problems.AddRange(source.Tree.Diagnostics.Select(diagnostic => BodyDiagnostics.Of(source, diagnostic)));
        if (source.Tree.Diagnostics.Count > 0)
        {
            return false;
        }

        try
        {
            body = JsonNode.Parse(source.Text.Text, documentOptions: Tolerant);
        }
        catch (JsonException refusal)
        {
            var line = (int)(refusal.LineNumber ?? 0) + 1;
            var place = source.Text.GetOffset(new TextPosition(line, 1));
            problems.Add(new(
                DiagnosticSeverity.Error,
                source.SpanOf(new TextSpan(place, source.Text.GetLine(line).Length)),
                refusal.Message.Split(" Path:")[0]));
            return false;
        }

        if (body is null)
        {
            problems.Add(new(DiagnosticSeverity.Error, source.SpanOf(""), "Expected an object or a list, found `null`"));
        }

        return body is not null;
    }

    public override byte[] Write(JsonNode body)
    {
        var kept = body.DeepClone();
        foreach (var path in paths)
        {
            Remove(kept, path);
        }

        return JsonBodyWriter.Write(kept);
    }

    internal override RonValue Normalize(JsonNode body)
        => SyntaxTree.Parse(Encoding.UTF8.GetString(Write(body)), RonParseOptions.Json).ToValue([]) is { } value
            ? ValueShaping.ToCompare(value, Schema)
            : throw new InvalidOperationException("A JSON document does not read as it was written");

    internal override byte[] Example() => "{}\n"u8.ToArray();

    private static void Remove(JsonNode? node, ReadOnlySpan<string> path)
    {
        var name = path[0];
        var rest = path[1..];
        switch (node)
        {
            case JsonObject members when rest.IsEmpty && name == "*":
                members.Clear();
                break;
            case JsonObject members when rest.IsEmpty:
                members.Remove(name);
                break;
            case JsonObject members:
                foreach (var (key, value) in members)
                {
                    if (name == "*" || name == key)
                    {
                        Remove(value, rest);
                    }
                }

                break;
            case JsonArray elements when !rest.IsEmpty:
                for (var index = 0; index < elements.Count; index++)
                {
                    if (name == "*" || name == index.ToString(CultureInfo.InvariantCulture))
                    {
                        Remove(elements[index], rest);
                    }
                }

                break;
        }
    }
}
