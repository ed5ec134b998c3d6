namespace Autoschematic.Engine.Git;

/// <summary>What git takes an entry for.</summary>
public enum GitMode
{
    None,
    File,
    Executable,
    SymbolicLink,
    Submodule,
}
