namespace Autoschematic.Engine.Workflows.Scaffolding;

/// <summary>What a new connector is written in.</summary>
public enum ConnectorLanguage
{
    Python,
    CSharp,
}
