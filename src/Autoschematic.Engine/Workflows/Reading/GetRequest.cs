namespace Autoschematic.Engine.Workflows.Reading;

/// <summary>One resource whose remote body is wanted.</summary>
/// <param name="Path">A file as the user wrote it; it need not exist.</param>
/// <param name="CurrentDirectory">Absolute path that it is relative to.</param>
public sealed record GetRequest(string Path, string CurrentDirectory)
{
    /// <summary>A local body that the remote one is laid into: its layout, comments and references stay where they mean the same.</summary>
    public ReadOnlyMemory<byte>? Onto { get; init; }

    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
