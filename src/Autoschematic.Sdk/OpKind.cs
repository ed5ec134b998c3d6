namespace Autoschematic.Sdk;

/// <summary>What an operation does to the remote resource.</summary>
public enum OpKind
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>Makes it.</summary>
    Create = 1,

    /// <summary>Changes it in place.</summary>
    Update = 2,

    /// <summary>Removes it.</summary>
    Delete = 3,

    /// <summary>Removes it and makes it again.</summary>
    Replace = 4,

    /// <summary>Something else.</summary>
    Other = 5,
}
