using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>Outcome of reading a file of the repository.</summary>
public abstract record FileRead
{
    private FileRead()
    {
    }

    /// <summary>The whole content.</summary>
    public sealed record Found(ReadOnlyMemory<byte> Bytes) : FileRead;

    /// <summary>There is nothing at the path.</summary>
    public sealed record Missing : FileRead;

    /// <summary>There is something that is not read, and why.</summary>
    public sealed record Refused(Diagnostic Problem) : FileRead;
}
