using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Config;
using Autoschematic.Testing;

namespace Autoschematic.LanguageServer.Tests.Schemas;

public sealed class SystemSchemaTests
{
    [Fact]
    public void Files_of_the_tool_are_described_by_the_records_they_are_read_into()
        => Snapshot.Match(string.Join('\n', SystemDocument.All.Select(document => SchemaText.Of(SystemSchemas.Of(document)))), "system-schemas.txt");

    [Fact]
    public void Everything_in_them_is_documented()
    {
        var types = SystemDocument.All.SelectMany(document => SystemSchemas.Of(document).Types.Values).ToList();
        var structs = types.OfType<TypeSchema.Struct>()
            .Concat(types.OfType<TypeSchema.Enum>().SelectMany(choice => choice.Variants).Select(variant => variant.Content).OfType<TypeSchema.Struct>())
            .ToList();

        Assert.Empty(types.Where(type => string.IsNullOrWhiteSpace(type.Documentation)).Select(type => type.Name));
        Assert.Empty(structs.SelectMany(found => found.Fields.Where(field => string.IsNullOrWhiteSpace(field.Documentation)).Select(field => $"{found.Name}.{field.Name}")));
        Assert.Empty(types.OfType<TypeSchema.Enum>().SelectMany(choice => choice.Variants.Where(variant => string.IsNullOrWhiteSpace(variant.Documentation)).Select(variant => variant.Name)));
    }
}
