namespace Autoschematic.Engine.Git;

/// <summary>A file as one commit left it.</summary>
/// <param name="Commit">Abbreviated id.</param>
/// <param name="Body">The bytes as they are stored; null when the commit removed the file.</param>
public sealed record GitVersion(string Commit, ReadOnlyMemory<byte>? Body);
