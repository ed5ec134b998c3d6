namespace Autoschematic.Engine.Git;

/// <summary>One run of git.</summary>
/// <param name="Folder">Absolute working directory.</param>
/// <param name="Input">Bytes for its standard input.</param>
/// <param name="IndexFile">Index to use instead of the repository's.</param>
/// <param name="Deadline">When it is given up.</param>
/// <param name="Repeatable">Whether it may be run again after an interrupt that was not meant for it.</param>
/// <param name="RunsHooks">Whether it runs the user's hooks, which then see the user's environment and no option of ours.</param>
internal sealed record GitCall(
    string Folder,
    IReadOnlyList<string> Arguments,
    ReadOnlyMemory<byte> Input,
    string? IndexFile,
    TimeSpan Deadline,
    bool Repeatable,
    bool RunsHooks = false)
{
    public static TimeSpan DefaultDeadline { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Commits run the user's hooks and may ask for a passphrase.</summary>
    public static TimeSpan CommitDeadline { get; } = TimeSpan.FromMinutes(60);

    public static GitCall In(string folder, params string[] arguments)
        => new(folder, arguments, default, null, DefaultDeadline, Repeatable: true);
}
