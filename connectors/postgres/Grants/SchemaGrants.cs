using System.ComponentModel;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Postgres.Grants;

[GenerateShape]
[Resource("postgres/databases/[database]/schemas/[schema]/grants/[role].ron")]
[Description("What a role may do in a schema, beyond what it may as an owner. The role `public` is everybody.")]
internal sealed partial record SchemaGrants
{
    [Description("Privileges on the schema itself.")]
    [Example("[Usage]")]
    public IReadOnlySet<Privilege> Schema { get; init; } = new HashSet<Privilege>();

    [Description("Privileges on tables and views, by name.")]
    [Example("{\"orders\": [Select, Insert]}")]
    public IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Tables { get; init; } = new Dictionary<string, IReadOnlySet<Privilege>>();

    [Description("Privileges on columns, by table and column.")]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlySet<Privilege>>> Columns { get; init; }
        = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlySet<Privilege>>>();

    [Description("Privileges on sequences, by name.")]
    public IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Sequences { get; init; } = new Dictionary<string, IReadOnlySet<Privilege>>();

    [Description("Privileges on functions and procedures, by name and argument types: `total(integer, text)`.")]
    public IReadOnlyDictionary<string, IReadOnlySet<Privilege>> Functions { get; init; } = new Dictionary<string, IReadOnlySet<Privilege>>();

    [Description("Those privileges that the role may also give to others, in the same form; they stand only here.")]
    public SchemaGrants? Grantable { get; init; }
}
