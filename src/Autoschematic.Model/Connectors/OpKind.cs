namespace Autoschematic.Model.Connectors;

/// <summary>What an op does to the remote resource, as far as the connector says.</summary>
public enum OpKind
{
    Unspecified = 0,
    Create = 1,
    Update = 2,
    Delete = 3,
    Replace = 4,
    Other = 5,
}
