using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.EasyConnector.Documents;

/// <summary>A record in a JSON file.</summary>
[GenerateShape]
[Resource("servers/[name].json")]
internal sealed partial record Server
{
    public required string Image { get; init; }

    [Description("Where its disk comes from.")]
    [Example("Local")]
    public Disk Disk { get; init; } = new Disk.Local();

    public Size Size { get; init; }

    public IReadOnlyList<int> Ports { get; init; } = [];

    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>();

    public SecretRef? Password { get; init; }
}
