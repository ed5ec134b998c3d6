using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Transactions;

/// <summary>Working tree and index as text, and what the next command does about them.</summary>
internal static class RepositoryState
{
    /// <summary>Every file with its permissions and content, then every index entry.</summary>
    public static string Of(TestWorkspace test)
        => string.Join('\n', Directory.EnumerateFiles(test.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(test.Root, file))
            .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {File.GetUnixFileMode(test.PathOf(file))}: {test.Read(file)}"))
            + "\n-- index\n" + test.Git("ls-files", "--stage");

    /// <summary>Takes the exclusive lock, as the next command would; false when that is refused.</summary>
    public static async Task<bool> RecoverAsync(TestWorkspace test, DiagnosticBag? diagnostics = null)
    {
        using var held = await WorkspaceLock.TryAcquireAsync(
            await test.OpenAsync(), LockKind.Exclusive, "test", diagnostics ?? []);
        return held is not null;
    }

    /// <summary>What is left of records.</summary>
    public static IReadOnlyList<string> Records(TestWorkspace test)
    {
        var folder = test.PathOf(".git/autoschematic/transactions");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder)] : [];
    }
}
