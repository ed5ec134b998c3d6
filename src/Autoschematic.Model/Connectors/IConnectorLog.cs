namespace Autoschematic.Model.Connectors;

/// <summary>Receives what connectors print, line by line, as it comes.</summary>
public interface IConnectorLog
{
    void Write(string prefix, string connector, string line);
}
