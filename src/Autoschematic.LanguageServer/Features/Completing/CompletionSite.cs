using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.References;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>A place where something could be typed, with all that is known of it.</summary>
internal sealed record CompletionSite(
    Document Document, RepositorySnapshot? Repository, DocumentRole Role, DocumentSchema Schema, Caret Caret, bool HasSnippets, bool CanAskAgain)
{
    /// <summary>Lets clients ask again right after an item was taken that only begins a text.</summary>
    private static readonly Command AskAgain = new("Suggest", "editor.action.triggerSuggest", []);

    public SchemaPlace Place { get; } = Schema.PlaceOf(Caret);

    public bool IsJson => Document.Format == BodyFormat.Json;

    public Draft Draft() => new(Schema, HasSnippets, IsJson);

    /// <summary>An item that replaces a span by plain text.</summary>
    public CompletionItem Item(string label, CompletionKind kind, TextSpan span, string newText, string order, bool goesOn = false) => new()
    {
        Label = label,
        Kind = kind,
        SortText = order + label,
        TextEdit = new(Document.Text.RangeOf(span), newText),
        Command = goesOn && CanAskAgain ? AskAgain : null,
    };

    /// <summary>An item that replaces a span by a draft.</summary>
    public CompletionItem Item(string label, CompletionKind kind, TextSpan span, Draft draft, string order, bool goesOn = false)
        => Item(label, kind, span, draft.ToString(), order, goesOn) with { InsertTextFormat = draft.IsSnippet ? 2 : null };
}
