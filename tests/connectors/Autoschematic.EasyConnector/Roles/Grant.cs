using System.ComponentModel;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector.Roles;

[Description("Privileges on one table.")]
internal sealed record Grant
{
    [Description("The table.")]
    public required string On { get; init; }

    [Description("What is allowed.")]
    [Unordered]
    public IReadOnlyList<string> Privileges { get; init; } = [];

    [Description("Whether they can be given on.")]
    public bool Grantable { get; init; }
}
