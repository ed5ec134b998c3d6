using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Postgres.Schemas;

[GenerateShape]
[Resource("postgres/databases/[database]/schemas/[schema].ron", Outputs = ["name"])]
[Description("A schema of a database.")]
internal sealed partial record Schema
{
    [Description("The role that owns it.")]
    [Example("\"postgres\"")]
    public required string Owner { get; init; }

    [Description("Words for people.")]
    public string? Comment { get; init; }
}
