namespace Autoschematic.Engine.Selections;

/// <summary>Which files a command works on before the selection is narrowed.</summary>
public abstract record SelectionMode
{
    private SelectionMode()
    {
    }

    /// <summary>What is staged in git, with its staged content.</summary>
    public sealed record Staged : SelectionMode;

    /// <summary>Named files and folders, as they are in the working tree.</summary>
    /// <param name="Arguments">As the user wrote them.</param>
    /// <param name="CurrentDirectory">Absolute path that they are relative to.</param>
    public sealed record Paths(IReadOnlyList<string> Arguments, string CurrentDirectory) : SelectionMode;

    /// <summary>Everything git tracks or would track, as it is in the working tree.</summary>
    public sealed record All : SelectionMode;

    /// <summary>What differs from a commit, as it is in the working tree.</summary>
    public sealed record Since(string Revision) : SelectionMode;
}
