namespace Autoschematic.Engine.Transactions;

/// <summary>Where the bytes of one side of a file lie in a record's data.</summary>
/// <param name="Hash">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Mode">Permissions of the file; null where they do not matter.</param>
internal sealed record RecordedContent(long Offset, int Length, string Hash, UnixFileMode? Mode);
