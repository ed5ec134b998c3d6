using System.Text;

namespace Autoschematic.Postgres.Server;

/// <summary>Settings of a role or a database, which begin with its sessions.</summary>
internal static class ServerSettingStatements
{
    // Their values are lists of names, each of which is quoted for itself.
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "search_path", "local_preload_libraries", "session_preload_libraries", "shared_preload_libraries", "temp_tablespaces",
    };

    /// <summary>`name=value`, as the catalog has them, by name.</summary>
    public static Dictionary<string, string> Parse(IEnumerable<string> settings)
        => settings.Order(StringComparer.Ordinal).Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>Statements that begin with `ALTER ROLE x` or the like.</summary>
    public static IEnumerable<string> Change(
        string alter, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
        => before.Keys.Except(after.Keys).Select(name => $"{alter} RESET {Setting(name)}")
            .Concat(after
                .Where(setting => before.GetValueOrDefault(setting.Key) != setting.Value)
                .Select(setting => $"{alter} SET {Setting(setting.Key)} TO {Value(setting.Key, setting.Value)}"));

    private static string Setting(string name) => string.Join('.', name.Split('.').Select(Quoting.Name));

    private static string Value(string name, string value)
        => Lists.Contains(name) && value.Length > 0 ? string.Join(", ", Items(value).Select(Quoting.Text)) : Quoting.Text(value);

    private static IEnumerable<string> Items(string value)
    {
        var item = new StringBuilder();
        var isQuoted = false;
        foreach (var character in value)
        {
            if (character == ',' && !isQuoted)
            {
                yield return item.ToString().Trim();
                item.Clear();
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                item.Append(character);
            }
        }

        yield return item.ToString().Trim();
    }
}
