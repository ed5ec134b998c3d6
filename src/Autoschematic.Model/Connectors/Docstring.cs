namespace Autoschematic.Model.Connectors;

/// <summary>Documentation of a struct, field or variant, in Markdown.</summary>
public sealed record Docstring(string Type, string Markdown, IReadOnlyList<string> Fields);
