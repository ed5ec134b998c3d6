using System.Collections.Immutable;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>Every document that the client has open, at one moment.</summary>
internal sealed class DocumentSet(ImmutableDictionary<string, Document> documents)
{
    public static DocumentSet Empty { get; } = new(ImmutableDictionary.Create<string, Document>(StringComparer.Ordinal));

    /// <summary>The open documents in the order of their addresses.</summary>
    public IEnumerable<Document> All => documents.Values.OrderBy(document => document.Uri.Key, StringComparer.Ordinal);

    /// <summary>An open document by its address; null when it is not open.</summary>
    public Document? Find(string uri) => documents.GetValueOrDefault(DocumentUri.Parse(uri).Key);

    /// <summary>An open document by its file's absolute path; null when it is not open.</summary>
    public Document? FindFile(string path) => documents.GetValueOrDefault(path);

    public DocumentSet With(Document document) => new(documents.SetItem(document.Uri.Key, document));

    public DocumentSet Without(Document document) => new(documents.Remove(document.Uri.Key));
}
