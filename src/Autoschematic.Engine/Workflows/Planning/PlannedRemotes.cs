using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Remote bodies that plans were made against, under their fingerprints, readable by their owner alone.</summary>
/// <remarks>A cache of bounded size and age: a plan whose body is gone is only stale more readily.</remarks>
internal sealed partial class PlannedRemotes(Workspace workspace)
{
    /// <summary>Bodies older than this go.</summary>
    public static readonly TimeSpan LongestKept = TimeSpan.FromDays(30);

    /// <summary>And the oldest ones, when all together are larger than this.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    /// <summary>Absolute path of the folder.</summary>
    public string Folder => Path.Join(workspace.Git.StateDirectory, "plans");

    /// <summary>Keeps the bodies of a plan; what cannot be written is not kept.</summary>
    public void Keep(IEnumerable<RemoteState> remotes)
    {
        try
        {
            PrivateFiles.MakeFolder(Folder);
            foreach (var remote in remotes)
            {
                if (remote is { Fingerprint: { } fingerprint, Body: { } body } && !HoldsSecret(body))
                {
                    Write(Path.Join(Folder, fingerprint), body);
                }
            }

            Sweep(MostBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without these bodies a remote that was written anew counts as changed, which is safe.
        }
    }

    /// <summary>Keeps what the changes of a plan were made against.</summary>
    public void Keep(PlanDraft draft)
        => Keep(draft.Items.Where(item => item.Resource.Action.IsChange).Select(item => item.RemoteState));

    /// <summary>What a plan was made against, with its body as long as that is kept.</summary>
    public RemoteState StateOf(string? fingerprint) => fingerprint is null ? RemoteState.Absent : new(fingerprint, Find(fingerprint));

    /// <summary>The body of a fingerprint; null when it is not kept any more.</summary>
    public ReadOnlyMemory<byte>? Find(string fingerprint)
    {
        try
        {
            return Name().IsMatch(fingerprint) ? File.ReadAllBytes(Path.Join(Folder, fingerprint)) : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes what is too old, and the oldest of what is too much.</summary>
    internal void Sweep(long mostBytes)
    {
        var oldest = workspace.Clock.GetUtcNow() - LongestKept;
        var total = 0L;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().OrderByDescending(file => file.LastWriteTimeUtc))
        {
            total += file.Length;
            if (file.LastWriteTimeUtc < oldest || total > mostBytes)
            {
                file.Delete();
            }
        }
    }

    private void Write(string file, ReadOnlyMemory<byte> body)
    {
        // One that a power failure tore is no body that anything equals, and is not whole before it is written again.
        if (new FileInfo(file) is not { Exists: true } kept || kept.Length != body.Length)
        {
            PrivateFiles.WriteAtomic(file, body.Span, isDurable: false);
        }

        // One that is used again is as good as new.
        File.SetLastWriteTimeUtc(file, workspace.Clock.GetUtcNow().UtcDateTime);
    }

    // A body with a known secret stays where it is; its plan is only stale more readily.
    private bool HoldsSecret(ReadOnlyMemory<byte> body) => workspace.Redactor.ContainsSecret(Encoding.UTF8.GetString(body.Span));

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Name();
}
