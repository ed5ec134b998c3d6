using Autoschematic.Model.References;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>A document as it is on the client's screen, at one version; it never changes.</summary>
internal sealed class Document
{
    private readonly Lazy<SyntaxTree?> tree;

    public Document(DocumentUri uri, string languageId, int version, SourceText text)
    {
        Uri = uri;
        LanguageId = languageId;
        Version = version;
        Text = text;
        Format = FormatOf(uri, languageId);
        tree = new(() => Format == BodyFormat.Text ? null : BodyTrees.Parse(Format, Text));
    }

    public DocumentUri Uri { get; }

    public string LanguageId { get; }

    public int Version { get; }

    public SourceText Text { get; }

    public BodyFormat Format { get; }

    /// <summary>The tree, made when it is first asked for; null for what is neither RON nor JSON.</summary>
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
