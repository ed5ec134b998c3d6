namespace Autoschematic.Engine.Files;

/// <summary>What is found at a path when no link is followed.</summary>
public enum FileKind
{
    Missing,
    File,
    Folder,

    /// <summary>A link, a device, or something below one: never read or written.</summary>
    Other,
}
