using System.ComponentModel;

namespace Autoschematic.EasyConnector.Roles;

[Description("How much a role may do.")]
internal enum Power
{
    [Description("Only look.")]
    Reader,

    [Description("Change what is there.")]
    Writer,

    [Description("Do everything.")]
    Superuser,
}
