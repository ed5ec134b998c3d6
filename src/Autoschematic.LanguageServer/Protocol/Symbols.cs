namespace Autoschematic.LanguageServer.Protocol;

/// <summary>A named part of a document with the parts in it.</summary>
internal sealed record DocumentSymbol(
    string Name, SymbolKind Kind, Range Range, Range SelectionRange, string? Detail = null, IReadOnlyList<DocumentSymbol>? Children = null);

/// <summary>`workspace/symbol`.</summary>
internal sealed record WorkspaceSymbolParams(string Query);

/// <summary>Something with a name, anywhere in the workspace.</summary>
internal sealed record SymbolInformation(string Name, SymbolKind Kind, Location Location, string? ContainerName = null);

/// <summary>What a symbol is.</summary>
internal enum SymbolKind
{
    File = 1,
    Namespace = 3,
    Field = 8,
    Interface = 11,
    Array = 18,
    Object = 19,
    Key = 20,
    EnumMember = 22,
    Struct = 23,
}

/// <summary>Lines that can be hidden behind the first.</summary>
internal sealed record FoldingRange(int StartLine, int EndLine, string? Kind = null);

/// <summary>`textDocument/selectionRange`.</summary>
internal sealed record SelectionRangeParams(TextDocumentIdentifier TextDocument, IReadOnlyList<Position> Positions);

/// <summary>A range, and the next larger one that makes sense.</summary>
internal sealed record SelectionRange(Range Range, SelectionRange? Parent = null);

/// <summary>Five numbers a token: line and character from the one before, length, type, modifiers.</summary>
internal sealed record SemanticTokens(IReadOnlyList<int> Data);

/// <summary>That semantic tokens are given, for whole documents and ranges, and what their numbers mean.</summary>
internal sealed record SemanticTokensOptions(SemanticTokensLegend Legend, bool Full = true, bool Range = true);

/// <summary>The names of the types and modifiers, by their numbers.</summary>
internal sealed record SemanticTokensLegend(IReadOnlyList<string> TokenTypes, IReadOnlyList<string> TokenModifiers);
