using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Model.References;

namespace Autoschematic.Model.Merging;

/// <summary>The lines that stand beside a local value when a conflict is marked.</summary>
public static partial class ConflictMarks
{
    public const string Local = "<<<<<<< local";
    public const string Base = "||||||| base";
    public const string Separator = "=======";
    public const string Remote = ">>>>>>> remote";

    /// <summary>Comments for RON and JSON: the local value is the one that counts, so that the document can still be read.</summary>
    internal static IReadOnlyList<string> Comments(MergeConflict conflict, bool hasBase) =>
    [
        $"<<<<<<< conflict at {OneLine(conflict.Path.Length == 0 ? "the whole body" : conflict.Path)}; the local {(conflict.Local is null ? "file has no value" : "value follows")}",
        .. hasBase ? Side(Base, conflict.Base) : [],
        .. Side(Remote, conflict.Remote),
    ];

    /// <summary>The body with the local side of every marked conflict, and without the marks; the very same when it has none.</summary>
    public static ReadOnlyMemory<byte>? Settle(BodyFormat format, ReadOnlyMemory<byte>? body)
    {
        if (body is not { } bytes || BodyTrees.Decode(bytes.Span) is not { } text || !text.Contains(Remote, StringComparison.Ordinal))
        {
            return body;
        }

        // A text may be marked in either way, since a document that does not parse is merged by lines.
        var settled = Lines().Replace(format == BodyFormat.Text ? text : CommentBlocks().Replace(text, ""), "${local}");
        return settled == text ? body : Encoding.UTF8.GetBytes(settled);
    }

    private static IEnumerable<string> Side(string mark, string? value)
        => value is null ? [$"{mark}: nothing"]
            : value.Contains('\n', StringComparison.Ordinal) ? [$"{mark}:", .. value.ReplaceLineEndings("\n").Split('\n').Select(line => $"    {line}")]
            : [$"{mark}: {OneLine(value)}"];

    [GeneratedRegex(@"^<{7} local\r?\n(?<local>(?:(?!\|{7} base\r?$|={7}\r?$).*\n)*?)(?:\|{7} base\r?\n(?:.*\n)*?)?={7}\r?\n(?:.*\n)*?>{7} remote(?:\r?\n|$)", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex(@"^[ \t]*// <{7} conflict at .*\n(?:[ \t]*// (?:\|{7} base:|    ).*\n)*[ \t]*// >{7} remote:(?:\r?\n(?:[ \t]*//     .*\n)+| .*\n)", RegexOptions.Multiline)]
    private static partial Regex CommentBlocks();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
