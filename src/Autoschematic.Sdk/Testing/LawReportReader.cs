using System.Text;
using System.Text.Json;

namespace Autoschematic.Sdk.Testing;

/// <summary>Reads the document of <c>connectors test --format json</c>.</summary>
internal static class LawReportReader
{
    private const int NameWidth = 12;

    /// <summary>The laws of a report and the errors beside them; null when the text is no report.</summary>
    public static (IReadOnlyList<ConnectorLaw> Laws, IReadOnlyList<string> Errors)? Read(string document)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document);
            var root = parsed.RootElement;
            IReadOnlyList<ConnectorLaw> laws = root.GetProperty("result") is { ValueKind: JsonValueKind.Object } result
                ? [.. result.GetProperty("laws").EnumerateArray().Select(ReadLaw)]
                : [];
            var errors = root.GetProperty("diagnostics").EnumerateArray().Where(found => found.GetProperty("severity").GetString() == "error");
            return (laws, [.. errors.Select(ExplainError)]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string ExplainError(JsonElement error)
    {
        var text = new StringBuilder($"error[{error.GetProperty("code").GetString()}]: {error.GetProperty("message").GetString()}\n");
        if (error.TryGetProperty("notes", out var notes))
        {
            foreach (var note in notes.EnumerateArray())
            {
                text.Append(note.GetString()).Append('\n');
            }
        }

        return error.TryGetProperty("hint", out var hint) ? $"{text}hint: {hint.GetString()}\n" : text.ToString();
    }

    private static ConnectorLaw ReadLaw(JsonElement law)
    {
        var (name, title) = (law.GetProperty("law").GetString()!, law.GetProperty("title").GetString()!);
        var verdict = law.GetProperty("verdict").GetString() switch
        {
            "ok" => LawVerdict.Held,
            "skipped" => LawVerdict.Skipped,
            _ => LawVerdict.Failed,
        };
        var text = new StringBuilder();
        foreach (var found in law.GetProperty("counterexamples").EnumerateArray())
        {
            Explain(found, text);
        }

        return new(name, title, verdict, law.GetProperty("reason").GetString(), text.Length == 0 ? "" : $"{name}: {title}\n{text}");
    }

    private static void Explain(JsonElement found, StringBuilder text)
    {
        text.Append("  ").Append(found.GetProperty("method").GetString());
        if (found.GetProperty("address").GetString() is { } address)
        {
            text.Append(" of ").Append(address);
        }

        text.Append('\n');
        foreach (var input in found.GetProperty("inputs").EnumerateArray())
        {
            Row(input.GetProperty("name").GetString()!, input.GetProperty("text").GetString()!, text);
        }

        Row("expected", found.GetProperty("expected").GetString()!, text);
        Row("got", found.GetProperty("got").GetString()!, text);
    }

    private static void Row(string name, string value, StringBuilder text)
    {
        foreach (var (index, line) in value.TrimEnd('\n').Split('\n').Index())
        {
            text.Append("    ").Append((index == 0 ? name : "").PadRight(NameWidth)).Append(line).Append('\n');
        }
    }
}
