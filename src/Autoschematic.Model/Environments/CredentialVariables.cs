namespace Autoschematic.Model.Environments;

/// <summary>Finds the host variables that connectors probably log in with, and the `env` lines that pass them.</summary>
internal static class CredentialVariables
{
    /// <summary>Names in ordinal order: known credentials, and what begins like a connector's shortname (`grafana` → `GRAFANA_…`).</summary>
    public static IEnumerable<string> In(IEnumerable<string> names, IReadOnlyList<string> shortnames)
    {
        var starts = shortnames.SelectMany(StartsOf).Distinct().ToList();
        return names
            .Where(name => !VariableNames.IsGits(name) && !VariableNames.IsAllowed(name, []))
            .Where(name => VariableNames.LooksLikeCredential(name) || BeginsLike(name, starts))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Those that begin like a connector's shortname.</summary>
    public static IEnumerable<string> Own(IEnumerable<string> names, string shortname)
    {
        var starts = StartsOf(shortname).ToList();
        return names.Where(name => BeginsLike(name, starts));
    }

    /// <summary>One line for each variable; a family with several of them becomes one line.</summary>
    public static IReadOnlyList<string> LinesFor(IReadOnlyList<string> names)
        => [.. names
            .GroupBy(name => VariableNames.FamilyOf(name) ?? name, StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.First() : group.Key)
            .Select(key => $"\"{key}\": \"env://{key}\",")];

    private static bool BeginsLike(string name, List<string> starts)
        => starts.Exists(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> StartsOf(string shortname)
        => shortname.Split(['/', '-', '.', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 2)
            .Select(word => word + "_");
}
