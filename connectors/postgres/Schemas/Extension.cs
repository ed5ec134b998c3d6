using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Postgres.Schemas;

[GenerateShape]
[Resource("postgres/databases/[database]/extensions/[extension].ron", Outputs = ["name"])]
[Description("An extension of a database.")]
internal sealed partial record Extension
{
    [Description("The schema its objects are in; one that the extension or the search path picks when absent.")]
    [Example("\"public\"")]
    public string? Schema { get; init; }

    [Description("Its version; the newest that the server has when it is created, and then whatever it is, when absent.")]
    public string? Version { get; init; }
}
