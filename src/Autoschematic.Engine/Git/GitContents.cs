using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>Reads blobs as they would be checked out, through one `git cat-file` process; safe to share between tasks.</summary>
public sealed class GitContents : IAsyncDisposable
{
    /// <summary>The content of a blob with the filters of a path (line endings, LFS, git-crypt), or null with a diagnostic.</summary>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(
        string blob, RepoPath path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
