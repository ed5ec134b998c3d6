namespace Autoschematic.Engine.Selections;

/// <summary>How a selected file differs from its base.</summary>
public enum ChangeKind
{
    Unchanged,
    Added,
    Modified,
    Deleted,
}
