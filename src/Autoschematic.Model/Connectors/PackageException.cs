namespace Autoschematic.Model.Connectors;

/// <summary>A package could not be installed; nothing of it is left behind.</summary>
public sealed class PackageException(string message) : Exception(message)
{
    /// <summary>What to do next, when that is known.</summary>
    public string? Hint { get; init; }

    /// <summary>The last lines that its package manager printed.</summary>
    public IReadOnlyList<string> LogTail { get; init; } = [];

    /// <summary>Whether it was refused because it is not what the lock file says.</summary>
    public bool IsRefusal { get; init; }
}
