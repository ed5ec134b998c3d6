using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Creating;

internal static class CreatingDiagnostics
{
    public static Diagnostic NoSkeleton(string template, IEnumerable<string> known) => Diagnostic.Error(
        "CRE001",
        $"No connector offers a skeleton for `{template}`",
        hint: known.Any() ? $"there are {string.Join(", ", known.Select(name => $"`{name}`"))}" : "none of the connectors offers any");

    public static Diagnostic Ambiguous(string template, IEnumerable<string> places) => Diagnostic.Error(
        "CRE002",
        $"Several connectors offer a skeleton for `{template}`",
        hint: $"choose one with `-p` and `-c`: {string.Join(", ", places)}");

    public static Diagnostic MissingValues(IReadOnlyList<string> names) => Diagnostic.Error(
        "CRE003",
        $"{(names.Count == 1 ? "A value is" : "Values are")} missing for {string.Join(", ", names.Select(name => $"`{name}`"))}",
        hint: $"give {(names.Count == 1 ? "it" : "them")} with {string.Join(' ', names.Select(name => $"`--set {name}=…`"))}");

    public static Diagnostic BadValue(string name, string value) => Diagnostic.Error(
        "CRE004", $"`{value}` cannot stand for `[{name}]` in an address", hint: "it must be one name, without `/`");

    public static Diagnostic UnknownValue(string name, IEnumerable<string> known) => Diagnostic.Error(
        "CRE005",
        $"The skeleton has no placeholder `[{name}]`",
        hint: $"it has {string.Join(", ", known.Select(other => $"`{other}`"))}");

    public static Diagnostic Exists(RepoPath file) => Diagnostic.Error(
        "CRE006", $"`{file}` exists already", SourceLocation.OfFile(file.Text), "edit it, or give other values");

    public static Diagnostic NotOwned(RepoPath file) => Diagnostic.Warning(
        "CRE007", $"No connector owns `{file}`", SourceLocation.OfFile(file.Text), "nothing will be planned for it");

    public static Diagnostic BadAddress(string address, string? problem) => Diagnostic.Error(
        "CRE008", $"`{address}` {problem}");
}
