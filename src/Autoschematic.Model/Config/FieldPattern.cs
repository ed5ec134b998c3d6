using System.Text.RegularExpressions;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Config;

/// <summary>A path into a body as diffs show it, such as `tags.owner` or `panels[*].version`; it means everything below it too.</summary>
public sealed partial class FieldPattern
{
    private readonly Regex pattern;

    private FieldPattern(string text)
    {
        Text = text;
        var any = AnyBracket().Replace(text, "\0");
        pattern = new(
            $@"\A{Regex.Escape(any).Replace("\0", @"\[(?:""(?:[^""\\]|\\.)*""|[^\]""]*)\]", StringComparison.Ordinal)}(?:[.\[ ].*)?\z",
            RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }

    /// <summary>The path as it is written.</summary>
    public string Text { get; }

    /// <summary>Takes a path; null when it is none.</summary>
    public static FieldPattern? TryParse(string text)
        => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal) && RonPath.TryParse(AnyBracket().Replace(text, "[0]")) is not null
            ? new(text)
            : null;

    /// <summary>Whether a changed field is this one or lies below it.</summary>
    public bool Matches(string path) => pattern.IsMatch(path);

    public override string ToString() => Text;

    [GeneratedRegex(@"\[\*\]")]
    private static partial Regex AnyBracket();
}
