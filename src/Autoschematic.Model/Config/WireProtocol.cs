using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config;

/// <summary>How a connector is spoken to.</summary>
[RonName("Protocol")]
[Doc("How a connector is spoken to.")]
[Doc("The binary protocol of connectors that are written in Rust.", Member = "Tarpc")]
[Doc("gRPC over a local socket.", Member = "Grpc")]
public enum WireProtocol
{
    Tarpc,
    Grpc,
}
