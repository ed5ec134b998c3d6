using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Scaffolding;

internal static class ScaffoldingDiagnostics
{
    public static Diagnostic BadName(string name, string problem) => Diagnostic.Error(
        "NEW001", $"`{name}` cannot be the name of a new connector: it {problem}", hint: "take a name such as `my-api`");

    public static Diagnostic FolderExists(RepoPath folder) => Diagnostic.Error(
        "NEW002", $"`{folder}` exists already", SourceLocation.OfFile(folder.Text), "take another name, or move it away");

    public static Diagnostic ConnectorExists(string name, Prefix prefix, SourceLocation location) => Diagnostic.Error(
        "NEW003", $"The prefix `{prefix.Name}` has a connector `{name}` already", location, "take another name");

    public static Diagnostic SeveralPrefixes(IEnumerable<Prefix> prefixes) => Diagnostic.Error(
        "NEW004",
        "There are several prefixes that could have the connector",
        hint: $"choose one with `-p`: {string.Join(", ", prefixes.Select(prefix => $"`{prefix.Name}`"))}");
}
