using Autoschematic.Sdk.Resources;

namespace Autoschematic.Postgres.Server;

/// <summary>Addresses of what other files need, whether or not it has a file.</summary>
internal static class Places
{
    public static string Role(string name) => $"postgres/roles/{AddressHandler.PartOf(name)}.ron";

    /// <summary>Roles, without everybody, who is none.</summary>
    public static IEnumerable<string> Roles(IEnumerable<string> names) => names.Where(name => name != "public").Select(Role);

    public static string Schema(string database, string name)
        => $"postgres/databases/{AddressHandler.PartOf(database)}/schemas/{AddressHandler.PartOf(name)}.ron";

    public static string Table(string database, string schema, string name) => Within(database, schema, "tables", name);

    /// <summary>A name may be that of a table or of a view.</summary>
    public static IEnumerable<string> Relation(string database, string schema, string name)
        => [Table(database, schema, name), Within(database, schema, "views", name)];

    private static string Within(string database, string schema, string folder, string name)
        => $"postgres/databases/{AddressHandler.PartOf(database)}/schemas/{AddressHandler.PartOf(schema)}/{folder}/{AddressHandler.PartOf(name)}.sql";
}
