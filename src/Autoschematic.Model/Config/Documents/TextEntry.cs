using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Config.Documents;

/// <summary>A map entry whose key is a text.</summary>
internal readonly record struct TextEntry(SyntaxNode Key, string Text, SyntaxNode? Value);
