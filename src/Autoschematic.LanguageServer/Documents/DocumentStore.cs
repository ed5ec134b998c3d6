using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>Follows the open documents; only the loop that reads messages changes it, and anybody may look.</summary>
internal sealed class DocumentStore
{
    private volatile DocumentSet current = DocumentSet.Empty;

    /// <summary>The documents as they are now; whoever works longer keeps the set it began with.</summary>
    public DocumentSet Current => current;

    /// <summary>Told of a document that was opened, before it counts as changed.</summary>
    public event Action<Document>? Opened;

    /// <summary>Told of a document that was opened or changed.</summary>
    public event Action<Document>? Changed;

    /// <summary>Told of a document that was saved, as it is.</summary>
    public event Action<Document>? Saved;

    /// <summary>Told of a document that was closed.</summary>
    public event Action<Document>? Closed;

    /// <summary>Told of what a client did that the protocol does not allow.</summary>
    public event Action<string>? Complained;

    public void Open(TextDocumentItem item)
    {
        if (current.Find(item.Uri) is not null)
        {
            Complained?.Invoke($"`{item.Uri}` was opened twice; the later text counts");
        }

        var uri = DocumentUri.Parse(item.Uri);
        var document = new Document(uri, item.LanguageId, item.Version, new SourceText(item.Text, uri.Path));
        Opened?.Invoke(document);
        Set(document);
    }

    public void Change(DidChangeParams change)
    {
        var uri = change.TextDocument.Uri;
        if (current.Find(uri) is not { } document)
        {
            Complained?.Invoke($"`{uri}` was changed without being open");
            return;
        }

        var version = change.TextDocument.Version ?? document.Version + 1;
        if (version <= document.Version)
        {
            Complained?.Invoke($"`{uri}` went from version {document.Version} to {version}; its edits were taken in the order they came");
        }

        foreach (var edit in change.ContentChanges)
        {
            document = document.With(version, Apply(document, edit));
        }

        Set(document);
    }

    public void Save(string uri)
    {
        if (current.Find(uri) is { } document)
        {
            Saved?.Invoke(document);
        }
    }

    public void Close(string uri)
    {
        if (current.Find(uri) is { } document)
        {
            current = current.Without(document);
            Closed?.Invoke(document);
        }
    }

    private string Apply(Document document, ContentChange edit)
    {
        if (edit.Range is not { } range)
        {
            return edit.Text;
        }

        var text = document.Text;
        var span = text.SpanOf(range);
        if (text.RangeOf(span) != range)
        {
            Complained?.Invoke(
                $"An edit of `{document.Uri.Text}` reached from {range.Start.Line}:{range.Start.Character} to "
                + $"{range.End.Line}:{range.End.Character}, which is not in the text; it was put where it is nearest");
        }

        return string.Concat(text.Text.AsSpan(0, span.Start), edit.Text, text.Text.AsSpan(span.End));
    }

    private void Set(Document document)
    {
        current = current.With(document);
        Changed?.Invoke(document);
    }
}
