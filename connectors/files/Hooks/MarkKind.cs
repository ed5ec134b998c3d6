namespace Autoschematic.Files.Hooks;

/// <summary>What of a path is changed; each can be interrupted by itself.</summary>
internal enum MarkKind
{
    Content,
    Attributes,
    Directory,
}
