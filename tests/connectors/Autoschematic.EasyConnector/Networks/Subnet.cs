using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.EasyConnector.Networks;

[GenerateShape]
[Resource("networks/[network]/subnets/[subnet].ron", Id = "subnet_id", Parent = typeof(Network))]
internal sealed partial record Subnet([Example("\"10.0.1.0/24\"")] string Cidr);
