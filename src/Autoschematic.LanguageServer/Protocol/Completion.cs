using System.Text.Json.Serialization;

namespace Autoschematic.LanguageServer.Protocol;

/// <summary>How completion is asked for.</summary>
internal sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters, bool ResolveProvider);

/// <summary>What could be typed at a place.</summary>
/// <param name="IsIncomplete">Whether more typing brings other items.</param>
internal sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items)
{
    public static CompletionList Empty { get; } = new(false, []);
}

/// <summary>One thing that could be typed.</summary>
internal sealed record CompletionItem
{
    public required string Label { get; init; }

    public CompletionKind Kind { get; init; }

    /// <summary>Beside the label: the type.</summary>
    public string? Detail { get; init; }

    public MarkupContent? Documentation { get; init; }

    public string? SortText { get; init; }

    public string? FilterText { get; init; }

    /// <summary>2 when the new text is a snippet.</summary>
    public int? InsertTextFormat { get; init; }

    public TextEdit? TextEdit { get; init; }

    public Command? Command { get; init; }

    /// <summary>What documentation is still to be asked for.</summary>
    public CompletionData? Data { get; init; }
}

/// <summary>What an item is, as far as its icon goes.</summary>
internal enum CompletionKind
{
    Field = 5,
    Module = 9,
    Value = 12,
    Enum = 13,
    Snippet = 15,
    File = 17,
    Reference = 18,
    Folder = 19,
    EnumMember = 20,
    Struct = 22,
}

/// <summary>A struct, or one of its fields or variants, whose documentation a connector may have.</summary>
internal sealed record CompletionData(string Uri, string Parent, string? Field = null, string? Variant = null);

/// <summary>Text for people.</summary>
internal sealed record MarkupContent(string Value)
{
    [JsonPropertyOrder(-1)]
    public string Kind { get; init; } = "markdown";
}
