namespace Autoschematic.LanguageServer.Protocol;

/// <summary>What is shown of a place.</summary>
internal sealed record Hover(MarkupContent Contents, Range? Range = null);
