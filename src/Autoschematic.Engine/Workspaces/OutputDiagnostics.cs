using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Messages about output files as they lie in the repository.</summary>
internal static class OutputDiagnostics
{
    public const string CycleCode = "OUT101";

    public static Diagnostic Cycle(RepoPath file, IEnumerable<Address> chain) => Diagnostic.Error(
        CycleCode,
        $"The pointers between output files go in a circle: {string.Join(" → ", chain.Select(address => $"`{address}`"))}",
        SourceLocation.OfFile(file.Text),
        "restore one of them with `git restore`, or delete the pointers and run `autoschematic pull`");

    public static Diagnostic NotUtf8(RepoPath file) => Diagnostic.Error(
        "OUT102",
        $"`{file}` is not UTF-8 text",
        SourceLocation.OfFile(file.Text),
        "restore it with `git restore`, or delete it and run `autoschematic pull`");
}
