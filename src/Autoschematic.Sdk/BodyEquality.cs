namespace Autoschematic.Sdk;

/// <summary>How two bodies of a declared kind are compared.</summary>
public enum BodyEquality
{
    /// <summary>The host calls <see cref="IConnectorService.EqAsync"/> for bodies whose bytes differ.</summary>
    AskConnector = 0,

    /// <summary>Byte by byte.</summary>
    Bytes = 1,

    /// <summary>By the values they hold, whatever their formatting, comments and key order.</summary>
    Structural = 2,
}
