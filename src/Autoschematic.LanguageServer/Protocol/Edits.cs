using System.Text.Json.Serialization;

namespace Autoschematic.LanguageServer.Protocol;

/// <summary>A replacement of a range.</summary>
internal sealed record TextEdit(Range Range, string NewText);

/// <summary>Edits of one document, or the renaming of a file; which one it is, `Kind` says.</summary>
internal sealed record DocumentChange
{
    /// <summary>`rename`, `create` or `delete`; null for edits.</summary>
    public string? Kind { get; init; }

    public VersionedDocument? TextDocument { get; init; }

    public IReadOnlyList<TextEdit>? Edits { get; init; }

    public string? OldUri { get; init; }

    public string? NewUri { get; init; }
}

/// <summary>A document and the version that edits are meant for; null is the one on disk.</summary>
internal sealed record VersionedDocument(string Uri, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Version);

/// <summary>Changes of several documents that the client makes, and undoes, as one.</summary>
internal sealed record WorkspaceEdit
{
    public IReadOnlyList<DocumentChange>? DocumentChanges { get; init; }
}

/// <summary>`workspace/applyEdit`.</summary>
internal sealed record ApplyEditParams(string? Label, WorkspaceEdit Edit);

/// <summary>Whether the client made the changes.</summary>
internal sealed record ApplyEditResult(bool Applied, string? FailureReason = null);
