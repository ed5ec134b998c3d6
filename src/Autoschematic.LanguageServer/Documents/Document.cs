using Autoschematic.Model.References;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>A document as it is on the client's screen, at one version; it never changes.</summary>
internal sealed class Document
{
    /// <summary>What is longer than this is edited as it is, and not looked at.</summary>
    private const int LongestText = 16 * 1024 * 1024;
    private readonly Lazy<SyntaxTree?> tree;

    public Document(DocumentUri uri, string languageId, int version, SourceText text)
    {
        Uri = uri;
        LanguageId = languageId;
        Version = version;
        Text = text;
        Format = FormatOf(uri, languageId);
        tree = new(() => Format == BodyFormat.Text || IsTooLarge ? null : BodyTrees.Parse(Format, Text));
    }

    public DocumentUri Uri { get; }

    public string LanguageId { get; }

    public int Version { get; }

    public SourceText Text { get; }

    public BodyFormat Format { get; }

    /// <summary>Whether nobody could type while it is looked at.</summary>
    public bool IsTooLarge => Text.Length > LongestText;

    /// <summary>The tree, made when it is first asked for; null for what is neither RON nor JSON, or too large.</summary>
    public SyntaxTree? Tree => tree.Value;

    /// <summary>The same document with another text.</summary>
    public Document With(int version, string text) => new(Uri, LanguageId, version, new(text, Text.Path));

    // What the editor calls a file counts for files whose names say nothing.
    private static BodyFormat FormatOf(DocumentUri uri, string languageId)
    {
        var name = uri.Key;
        return name.EndsWith(".ron", StringComparison.OrdinalIgnoreCase) ? BodyFormat.Ron
            : name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? BodyFormat.Json
            : languageId switch { "ron" => BodyFormat.Ron, "json" or "jsonc" => BodyFormat.Json, _ => BodyFormat.Text };
    }
}
