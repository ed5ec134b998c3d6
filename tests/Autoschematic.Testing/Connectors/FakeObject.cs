namespace Autoschematic.Testing.Connectors;

/// <summary>Something that exists in the in-memory cloud.</summary>
public sealed record FakeObject(string Body, IReadOnlyDictionary<string, string> Outputs, IReadOnlySet<string> Sensitive);
