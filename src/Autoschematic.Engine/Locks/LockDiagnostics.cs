using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Locks;

/// <summary>Messages about locks.</summary>
internal static class LockDiagnostics
{
    public static Diagnostic Held(IReadOnlyList<LockOwner> owners) => Diagnostic.Error(
        "LCK001",
        owners.Count == 0
            ? "Another command is working in this repository"
            : $"Another command is working in this repository: {string.Join("; ", owners.Select(Describe))}",
        hint: "wait until it has ended; the lock is freed by itself, even when its holder was killed");

    public static Diagnostic Unusable(string path, string reason) => Diagnostic.Error(
        "LCK002", $"The lock `{path}` cannot be used: {reason}", hint: "check the permissions of the git folder");

    public static Diagnostic Safety(SafetyState state) => Diagnostic.Error(
        "LCK003",
        $"The safety lock is on{By(state)}{Since(state)}{Because(state)}",
        hint: "nothing that changes infrastructure runs until `autoschematic safety unlock`");

    public static Diagnostic AlreadyLocked(SafetyState state) => Diagnostic.Error(
        "LCK004",
        $"The safety lock is on already{By(state)}{Since(state)}{Because(state)}",
        hint: "run `autoschematic safety unlock` first to change owner or reason");

    public static Diagnostic NotExclusive(string path) => Diagnostic.Error(
        "LCK005",
        $"The lock `{path}` keeps nobody out, so two commands could work in this repository at once",
        hint: "unset `DOTNET_SYSTEM_IO_DISABLEFILELOCKING`, or move the repository to a file system that has locks");

    private static string Describe(LockOwner owner) => ForeignText.CleanLine(
        $"`{owner.Command}` of {owner.User} (process {owner.ProcessId} on {owner.Host}, since {owner.Since:u})");

    private static string By(SafetyState state)
        => state.Owner is null ? "" : ForeignText.CleanLine($", set by {state.Owner}{(state.Host is null ? "" : $" on {state.Host}")}");

    private static string Since(SafetyState state) => state.Since is { } since ? $" at {since:u}" : "";

    private static string Because(SafetyState state)
        => state.Reason is null ? "" : ForeignText.CleanLine($": {state.Reason}");
}
