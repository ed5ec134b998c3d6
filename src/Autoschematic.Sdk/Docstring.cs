namespace Autoschematic.Sdk;

/// <summary>Documentation of a struct, field or variant.</summary>
/// <param name="Type">The name of its type.</param>
/// <param name="Markdown">Text for people.</param>
/// <param name="Fields">Names of its fields, for completion.</param>
public sealed record Docstring(string Type, string Markdown, IReadOnlyList<string> Fields);
