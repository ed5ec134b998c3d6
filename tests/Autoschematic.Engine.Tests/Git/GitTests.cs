using System.Text;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Git;

/// <summary>Short ways to write what the git tests compare.</summary>
internal static class GitTests
{
    public static async Task<GitRepository> OpenAsync(TestWorkspace test, string? folder = null)
    {
        var bag = new DiagnosticBag();
        var git = await GitRepository.OpenAsync(folder ?? test.Root, test.Host, test.Clock, bag, default);
        return git ?? throw new InvalidOperationException(string.Join('\n', bag));
    }

    public static string Show(IEnumerable<GitChange>? changes)
        => string.Join('\n', changes!.Select(change => $"{change.Kind} {change.Path}"));

    public static RepoPath[] Paths(params string[] paths) => [.. paths.Select(RepoPath.Parse)];

    public static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } found ? Encoding.UTF8.GetString(found.Span) : null;
}
