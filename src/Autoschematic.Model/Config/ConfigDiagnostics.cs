using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>Messages about the configuration files.</summary>
internal static class ConfigDiagnostics
{
    public static Diagnostic BadPrefix(SourceLocation location, string name, string problem)
        => Diagnostic.Error("CFG001", $"The prefix `{name}` {problem}", location, "a prefix is a folder of the repository, such as `main` or `offices/taipei`, or `/` alone");

    public static Diagnostic RootNotAlone(SourceLocation location)
        => Diagnostic.Error("CFG002", "The prefix `/` must be the only one", location, "it is the whole repository, so every other prefix would lie inside it");

    public static Diagnostic OverlappingPrefixes(SourceLocation location, string name, string other)
        => Diagnostic.Error("CFG003", $"The prefixes `{other}` and `{name}` contain one another", location, "no prefix may lie inside another; move one of them to a folder of its own");

    public static Diagnostic RepeatedKey(SourceLocation location, string key, SourceLocation first)
        => Diagnostic.Error("CFG004", $"The key `{key}` stands twice in this map", location, $"it is already given at {first.Start}; only one of them could count");

    public static Diagnostic RepeatedShortname(SourceLocation location, string name, SourceLocation first)
        => Diagnostic.Error("CFG005", $"Two connectors of this prefix are named `{name}`", location, $"the first one is at {first.Start}; give each its own shortname");

    public static Diagnostic BadShortname(SourceLocation location, string name, string problem)
        => Diagnostic.Error("CFG006", $"The shortname `{name}` {problem}", location, "a shortname is what `--connector` and messages call a connector, such as `grafana`");

    public static Diagnostic BadVariable(SourceLocation location, string name, string problem)
        => Diagnostic.Error("CFG007", $"The variable name `{name}` {problem}", location);

    public static Diagnostic GitVariable(SourceLocation location, string name)
        => Diagnostic.Error("CFG008", $"`{name}` belongs to git itself and is never passed to a connector", location, "remove the entry");

    public static Diagnostic BadHostVariable(SourceLocation location, string value)
        => Diagnostic.Error("CFG009", $"`{value}` names no variable of the host", location, "write `env://NAME`, for a family `\"AWS_*\": \"env://AWS_*\"`, for everything `\"*\": \"env://*\"`");

    public static Diagnostic BadSecretPath(SourceLocation location, string path, string problem)
        => Diagnostic.Error("CFG010", $"The secret path `{path}` {problem}", location, "write `secret://PATH` with the path of a sealed file, relative to the repository root");

    public static Diagnostic BadEnvFile(SourceLocation location, string path, string problem)
        => Diagnostic.Error("CFG011", $"The env file `{path}` {problem}", location, "its path is relative to the repository root");

    public static Diagnostic BadConcurrency(SourceLocation location, string number)
        => Diagnostic.Error("CFG012", $"The concurrency `{number}` is not between 1 and 64", location, "no connection carries more than 64 calls at a time");

    public static Diagnostic BadSpec(SourceLocation location, string field, string problem)
        => Diagnostic.Error("CFG013", $"The `{field}` of this spec {problem}", location);

    public static Diagnostic BadTask(SourceLocation location, string name, string problem)
        => Diagnostic.Error("CFG014", $"The task name `{name}` {problem}", location);

    public static Diagnostic PrefixInsideConfigured(SourceLocation location, string name, string problem)
        => Diagnostic.Error("CFG015", $"The prefix `{name}` {problem}", location, "resources cannot lie where the configuration keeps its own files");

    public static Diagnostic NotPortable(SourceLocation location, string name, string problem)
        => Diagnostic.Warning("CFG016", $"The prefix `{name}` {problem}", location, "the repository cannot be checked out there");

    public static Diagnostic SameOnSomeDisks(SourceLocation location, string name, string other)
        => Diagnostic.Warning("CFG017", $"The prefixes `{other}` and `{name}` contain one another on a disk that ignores case", location, "choose names that differ in more than case");

    public static Diagnostic AbsoluteSpecPath(SourceLocation location, string path)
        => Diagnostic.Warning("CFG018", $"The absolute path `{path}` exists on this machine only", location, "a path relative to the repository root works in every clone");
}
