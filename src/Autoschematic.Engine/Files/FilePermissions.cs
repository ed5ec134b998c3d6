namespace Autoschematic.Engine.Files;

/// <summary>Who may read a file that is written.</summary>
public enum FilePermissions
{
    /// <summary>Those of the file that is replaced, or readable by everyone when it is new.</summary>
    Kept,

    /// <summary>Only the owner.</summary>
    Private,
}
