namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`textDocument/references`.</summary>
internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context = null);

/// <summary>Whether what is referred to is listed too.</summary>
internal sealed record ReferenceContext(bool IncludeDeclaration);

/// <summary>A part of a document that leads somewhere.</summary>
internal sealed record DocumentLink(Range Range, string Target);

/// <summary>An occurrence of what the caret stands on.</summary>
internal sealed record DocumentHighlight(Range Range, HighlightKind Kind);

/// <summary>How an occurrence uses what it names.</summary>
internal enum HighlightKind
{
    Text = 1,
    Read = 2,
    Write = 3,
}

/// <summary>Links are given with where they lead, so none has to be asked for again.</summary>
internal sealed record LinkOptions(bool ResolveProvider = false);
