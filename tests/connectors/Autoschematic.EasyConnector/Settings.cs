using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.EasyConnector;

[GenerateShape]
[Description("How the store is used.")]
internal sealed partial record Settings
{
    [Description("What the store is called in the log.")]
    [Example("\"main store\"")]
    public required string Label { get; init; }
}
