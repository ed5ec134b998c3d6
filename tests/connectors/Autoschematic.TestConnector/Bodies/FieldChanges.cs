using System.Text.Json;

namespace Autoschematic.TestConnector.Bodies;

/// <summary>Which fields of two JSON bodies differ, for messages of plans.</summary>
internal static class FieldChanges
{
    public static IReadOnlyList<string> Between(ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> desired)
    {
        var old = Fields(current);
        var wanted = Fields(desired);
        return
        [
            .. from name in old.Keys.Union(wanted.Keys).Order(StringComparer.Ordinal)
               let before = old.GetValueOrDefault(name)
               let after = wanted.GetValueOrDefault(name)
               where before != after
               select $"{name}: {before ?? "nothing"} → {after ?? "nothing"}",
        ];
    }

    private static Dictionary<string, string> Fields(ReadOnlyMemory<byte> body)
        => CloudBody.Json(body) is { ValueKind: JsonValueKind.Object } root
            ? root.EnumerateObject().GroupBy(field => field.Name).ToDictionary(group => group.Key, group => group.Last().Value.GetRawText())
            : [];
}
