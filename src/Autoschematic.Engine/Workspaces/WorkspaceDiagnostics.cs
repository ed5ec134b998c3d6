using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Messages about opening a repository.</summary>
internal static class WorkspaceDiagnostics
{
    public static Diagnostic NoConfig(string root) => Diagnostic.Error(
        "WSP001", $"There is no `{RepositoryConfig.FileName}` in `{root}`", hint: "run `autoschematic init` to write one");

    public static Diagnostic ConfigBelowRoot(string root, string folder) => Diagnostic.Error(
        "WSP002",
        $"There is no `{RepositoryConfig.FileName}` in `{root}`, but one in `{folder}`",
        hint: "move it to the root of the git repository, or make that folder a repository of its own");

    public static Diagnostic NotUtf8(RepoPath file) => Diagnostic.Error(
        "WSP003",
        $"`{file}` is not UTF-8 text",
        SourceLocation.OfFile(file.Text),
        "save it as UTF-8");
}
