using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Environments;

/// <summary>Messages about environments of connectors and tasks.</summary>
internal static class EnvironmentDiagnostics
{
    public static Diagnostic MalformedLine(SourceLocation location, string problem)
        => Diagnostic.Error("ENV001", $"The line {problem}", location, "lines are `KEY=value`, `export KEY=value`, empty, or start with `#`");

    public static Diagnostic MissingFile(SourceLocation? location, RepoPath file, string subject)
        => Diagnostic.Error("ENV002", $"The env file `{file}` of {subject} does not exist", location, "its path is relative to the repository root");

    public static Diagnostic NotUtf8(RepoPath file)
        => Diagnostic.Error("ENV003", $"The env file `{file}` is not UTF-8", SourceLocation.OfFile(file.Text), "save it as UTF-8 text");

    public static Diagnostic MissingHostVariable(SourceLocation? location, string name, string key, string subject)
        => Diagnostic.Error(
            "ENV004",
            key == name ? $"The variable `{name}`, which {subject} needs, is not set" : $"The variable `{name}`, which {subject} gets as `{key}`, is not set",
            location,
            $"run `export {name}=…` first");

    public static Diagnostic NoKeystore(SourceLocation? location, string key, string subject)
        => Diagnostic.Warning(
            "ENV005", $"`{key}` of {subject} is left out, since no keystore is configured to unseal it", location, $"name a keystore with `--keystore` or `AUTOSCHEMATIC_KEYSTORE`, or set the variable `{key}`");

    public static Diagnostic NotUnsealed(SourceLocation? location, string path, string key, string subject, string? problem)
        => Diagnostic.Error(
            "ENV008",
            $"The secret `{path}` that `{key}` of {subject} asks for {problem ?? "cannot be unsealed"}",
            location,
            "write `secret://PATH` with the path of a sealed file, relative to the repository root");

    public static Diagnostic GitVariable(RepoPath file, string name)
        => Diagnostic.Warning(
            "ENV007", $"`{name}` belongs to git itself and is never passed to a connector", SourceLocation.OfFile(file.Text), "remove the line");

    public static Diagnostic Inherited(SourceLocation? location, IReadOnlyList<string> lines)
        => Diagnostic.Warning(
            "ENV006", "Connectors inherit the whole environment of this process", location, $"name what they need in `env` instead: {string.Join(" ", lines)}");
}
