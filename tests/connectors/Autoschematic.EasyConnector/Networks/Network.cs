using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.EasyConnector.Networks;

[GenerateShape]
[Resource("networks/[network].ron", Id = "network_id")]
internal sealed partial record Network([property: Description("Its addresses."), Example("\"10.0.0.0/16\"")] string Cidr, string? Name = null);
