using System.Diagnostics;
using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>Reads blobs, usually as they would be checked out, through one `git cat-file` process; safe to share between tasks.</summary>
public sealed class GitContents : IAsyncDisposable
{
    private const int ChunkBytes = 64 * 1024;
    private readonly GitRunner runner;
    private readonly bool filtered;
    private readonly SemaphoreSlim gate = new(1, 1);
    private Process? process;
    private Task<string>? errors;

    internal GitContents(GitRunner runner, bool filtered)
    {
        this.runner = runner;
        this.filtered = filtered;
    }

    /// <summary>The content of a blob, with the filters of a path (line endings, LFS, git-crypt) unless opened without; or null with a diagnostic.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(
        string blob, RepoPath path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await ReadAloneAsync(blob, path, diagnostics, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        gate.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>?> ReadAloneAsync(
        string blob, RepoPath path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (!EnsureStarted())
        {
            diagnostics.Add(GitDiagnostics.NotInstalled());
            return null;
        }

        using var deadline = new CancellationTokenSource(GitCall.DefaultDeadline, runner.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var content = await ExchangeAsync(process!, blob, path, stop.Token);
            if (content is { } found)
            {
                return found;
            }

            diagnostics.Add(GitDiagnostics.MissingBlob(path, blob));
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            diagnostics.Add(GitDiagnostics.TimedOut("cat-file", GitCall.DefaultDeadline));
            await StopAsync();
            return null;
        }
        catch (IOException)
        {
            // It died, and its last words say why; the next read starts another.
            await GitProgram.EndAsync(process!);
            diagnostics.Add(GitDiagnostics.UnreadableBlob(path, await LastWordsAsync()));
            await StopAsync();
            return null;
        }
        catch (OperationCanceledException)
        {
            await StopAsync();
            throw;
        }
    }

    /// <remarks>
    /// The size that git announces is the one before filters, so it cannot tell where the content ends. A second
    /// request for an object that cannot exist marks the end: nothing else is in flight, so the answer to it is
    /// the last thing in the pipe, and the name in it is random.
    /// </remarks>
    private async Task<ReadOnlyMemory<byte>?> ExchangeAsync(
        Process process, string blob, RepoPath path, CancellationToken cancellationToken)
    {
        var mark = $"end-{Guid.NewGuid():N}";
        var request = Encoding.UTF8.GetBytes($"{blob}{(filtered ? $" {path}" : "")}\n{mark}\n");
        await process.StandardInput.BaseStream.WriteAsync(request, cancellationToken);
        await process.StandardInput.BaseStream.FlushAsync(cancellationToken);

        var end = Encoding.ASCII.GetBytes($"\n{mark} missing\n");
        var answer = new byte[ChunkBytes];
        var length = 0;
        while (!answer.AsSpan(0, length).EndsWith(end))
        {
            if (length == answer.Length)
            {
                Array.Resize(ref answer, answer.Length * 2);
            }

            var read = await process.StandardOutput.BaseStream.ReadAsync(answer.AsMemory(length), cancellationToken);
            length += read > 0 ? read : throw new EndOfStreamException();
        }

        // A content ends with a line break of its own before the mark; an absent object has only its header.
        var headerEnd = answer.AsSpan(0, length).IndexOf((byte)'\n');
        if (headerEnd == length - end.Length)
        {
            return null;
        }

        return answer.AsMemory((headerEnd + 1)..(length - end.Length));
    }

    private bool EnsureStarted()
    {
        if (process is { HasExited: false })
        {
            return true;
        }

        process = runner.Program.Start(runner.Root, filtered ? ["cat-file", "--batch", "--filters"] : ["cat-file", "--batch"], null, runsHooks: false);
        errors = process?.StandardError.ReadToEndAsync(CancellationToken.None);
        return process is not null;
    }

    /// <summary>A filter that outlives git keeps the pipe of its messages open; it is not waited for.</summary>
    private async Task<string> LastWordsAsync()
    {
        try
        {
            return await errors!.WaitAsync(GitProgram.Grace, runner.Clock);
        }
        catch (TimeoutException)
        {
            return "";
        }
    }

    private async Task StopAsync()
    {
        if (process is null)
        {
            return;
        }

        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        await GitProgram.EndAsync(process);
        process.Dispose();
        process = null;
    }
}
