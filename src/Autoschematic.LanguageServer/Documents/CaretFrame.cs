using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>An opening bracket that is not closed before a place in a document.</summary>
/// <param name="Opener">`(`, `[` or `{`.</param>
/// <param name="Start">Where the bracket stands.</param>
/// <param name="Name">The name before it.</param>
internal sealed record CaretFrame(char Opener, int Start, string? Name)
{
    /// <summary>The field or key whose value the place is in; null while the name itself is still to come.</summary>
    public string? Label { get; init; }

    /// <summary>Where the label stands.</summary>
    public TextSpan? LabelSpan { get; init; }

    /// <summary>How many values stand before the place.</summary>
    public int Position { get; init; }

    /// <summary>The names and keys of all the fields and entries in these brackets, those behind the place included.</summary>
    public IReadOnlySet<string> Labels { get; init; } = new HashSet<string>();
}
