using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config;

/// <summary>How a connector is spoken to.</summary>
[RonName("Protocol")]
public enum WireProtocol
{
    Tarpc,
    Grpc,
}
