using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows;

/// <summary>Messages that several workflows share.</summary>
internal static class WorkflowDiagnostics
{
    public static Diagnostic OutsideRepository(string argument) => Diagnostic.Error(
        "WRK001", $"`{argument}` is not inside this repository", hint: "give a path below the repository's root, or use `--repo`");

    public static Diagnostic OutsidePrefixes(RepoPath file, RepoPath? meant) => Diagnostic.Error(
        "WRK002",
        $"`{file}` is in no prefix of `autoschematic.ron`",
        hint: meant is null ? "give a file below the folder of a prefix" : $"did you mean `{meant}`?");

    public static Diagnostic NoSuchFile(RepoPath file) => Diagnostic.Error(
        "WRK003", $"There is no file `{file}`", SourceLocation.OfFile(file.Text));

    public static Diagnostic NoOwner(RepoPath file, string role) => Diagnostic.Error(
        "WRK004",
        $"No connector takes `{file}` for a {role}",
        hint: "`autoschematic connectors` lists the connectors of each prefix");

    public static Diagnostic UnknownPrefix(string name, IEnumerable<string> known) => Diagnostic.Error(
        "WRK005", $"There is no prefix `{name}`", hint: $"the configuration has {Names(known)}");

    public static Diagnostic UnknownConnector(string name, IEnumerable<string> known) => Diagnostic.Error(
        "WRK006", $"There is no connector `{name}`", hint: $"the configuration has {Names(known)}");

    public static Diagnostic BadGlob(string glob, string? problem) => Diagnostic.Error(
        "WRK007", $"`{glob}` is not a pattern over addresses: {problem}");

    public static Diagnostic BadConfiguredSecret(RepoPath file, SourceLocation location) => Diagnostic.Error(
        "WRK008",
        $"The secret `{file}` that is named here cannot be used",
        location,
        "make it with `autoschematic seal`, or restore it with git");

    public static Diagnostic HoldsSecret(RepoPath file) => Diagnostic.Error(
        "WRK009",
        $"`{file}` was not written, since the remote body has in clear what is sealed here",
        SourceLocation.OfFile(file.Text),
        "take over the rest by hand, with a reference such as `out://ADDR[KEY]` in the place of the value");

    private static string Names(IEnumerable<string> names)
    {
        var list = names.Distinct().Select(name => $"`{name}`").ToList();
        return list.Count == 0 ? "none" : string.Join(", ", list);
    }
}
