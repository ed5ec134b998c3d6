namespace Autoschematic.Files.Hosts.Local;

/// <summary>What the system tells of a file.</summary>
internal sealed record PosixStatus(FileKind Kind, int Mode, uint User, uint Group, long Size);
