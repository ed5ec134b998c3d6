namespace Autoschematic.Files.Hosts;

/// <summary>What is at a path.</summary>
internal enum FileKind
{
    File,
    Directory,
    Link,

    /// <summary>A socket, a device or a pipe.</summary>
    Other,
}
