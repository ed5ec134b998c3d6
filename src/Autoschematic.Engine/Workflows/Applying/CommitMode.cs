namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Whether what was done is committed at the end.</summary>
public enum CommitMode
{
    /// <summary>Ask after full success, when there is someone to ask.</summary>
    Ask,

    Always,

    Never,
}
