namespace Autoschematic.Model.Config;

/// <summary>How a connector is spoken to.</summary>
public enum WireProtocol
{
    Tarpc,
    Grpc,
}
