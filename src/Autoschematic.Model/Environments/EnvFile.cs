using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Environments;

/// <summary>Reads `KEY=value` files: `#` comments, blank lines, an optional `export`, matching quotes around a value.</summary>
public static class EnvFile
{
    /// <summary>The variables in file order (a later line wins), with a diagnostic for every malformed line.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var variables = new List<KeyValuePair<string, string>>();
        for (var number = 1; number <= source.LineCount; number++)
        {
            var line = source.GetLine(number).TrimStart('\uFEFF');
            var content = line.Trim();
            if (content.Length == 0 || content[0] == '#')
            {
                continue;
            }

            if (ParseLine(content, out var problem) is { } variable)
            {
                variables.Add(variable);
                continue;
            }

            var start = source.GetOffset(new TextPosition(number, 1)) + source.GetLine(number).IndexOf(content, StringComparison.Ordinal);
            diagnostics.Add(EnvironmentDiagnostics.MalformedLine(new(source, new TextSpan(start, content.Length)), problem!));
        }

        return variables;
    }

    private static KeyValuePair<string, string>? ParseLine(string content, out string? problem)
    {
        const string export = "export";
        if (content.StartsWith(export, StringComparison.Ordinal) && content.Length > export.Length && char.IsWhiteSpace(content[export.Length]))
        {
            content = content[export.Length..].TrimStart();
        }

        var equals = content.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? content : content[..equals].TrimEnd();
        problem = equals < 0 ? "has no `=`" : EnvironmentNames.Problem(name) is { } wrong ? $"has a name that {wrong}" : null;
        if (problem is not null)
        {
            return null;
        }

        var value = Unquote(content[(equals + 1)..].TrimStart(), out problem);
        problem ??= value!.Contains('\0', StringComparison.Ordinal) ? "holds a null character" : null;
        return problem is null ? new(name, value!) : null;
    }

    private static string? Unquote(string text, out string? problem)
    {
        problem = null;
        if (text.Length == 0 || text[0] is not ('"' or '\''))
        {
            return text;
        }

        if (text.Length > 1 && text[^1] == text[0])
        {
            return text[1..^1];
        }

        // Behind the closing quote only a comment may stand.
        var end = text.IndexOf(text[0], 1);
        var rest = end < 0 ? "" : text[(end + 1)..];
        if (end > 0 && char.IsWhiteSpace(rest[0]) && rest.TrimStart().StartsWith('#'))
        {
            return text[1..end];
        }

        problem = end < 0 ? "has a quote that is not closed" : "has text behind the closing quote";
        return null;
    }
}
