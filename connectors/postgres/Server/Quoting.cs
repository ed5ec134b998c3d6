namespace Autoschematic.Postgres.Server;

/// <summary>Names and texts as parts of statements.</summary>
internal static class Quoting
{
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A name that may be in quotes, without them.</summary>
    public static string Plain(string name)
        => name.StartsWith('"') ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;

    public static string Name(string schema, string name) => $"{Name(schema)}.{Name(name)}";

    /// <summary>A role where privileges are given: everybody is `public`, which no role can be called.</summary>
    public static string Grantee(string role) => role == "public" ? "PUBLIC" : Name(role);

    public static string Text(string? text) => text is null ? "NULL" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));
}
