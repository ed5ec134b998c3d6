using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Acting;

/// <summary>A place for which changes are offered, with all that is known of it.</summary>
internal sealed record ActionSite(
    Document Document, RepositorySnapshot? Repository, DocumentRole Role, DocumentSchema Schema, SyntaxTree Tree, Caret Caret)
{
    public bool IsJson => Tree.Options.Dialect == RonDialect.Json;

    /// <summary>An action that makes one edit.</summary>
    public CodeAction Edit(string title, string kind, TextEdit edit, bool isPreferred = false) => new(
        title,
        kind,
        new() { DocumentChanges = [new() { TextDocument = new(Document.Uri.Text, Document.Version), Edits = [edit] }] },
        IsPreferred: isPreferred);

    public CodeAction Replace(string title, TextSpan span, string newText)
        => Edit(title, ActionKinds.QuickFix, new(Document.Text.RangeOf(span), newText), isPreferred: true);
}
