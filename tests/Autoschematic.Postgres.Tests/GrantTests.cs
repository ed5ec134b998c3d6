using Autoschematic.Postgres.Tests.Harness;
using Autoschematic.Sdk;

namespace Autoschematic.Postgres.Tests;

/// <summary>Privileges in a real server.</summary>
[Collection(PostgresServer.Collection)]
public sealed class GrantTests(PostgresServer server)
{
    private const string Reader = "postgres/databases/shop/schemas/sales/grants/reader.ron";

    [Fact]
    public async Task Grants_of_a_role_in_a_schema_are_one_file()
    {
        await using var connector = await ShopAsync();
        Assert.Equal(
            ["GRANT USAGE ON SCHEMA \"sales\" TO \"reader\"; GRANT SELECT ON TABLE \"sales\".\"orders\" TO \"reader\"; "
                + "GRANT UPDATE (\"note\") ON TABLE \"sales\".\"orders\" TO \"reader\"; GRANT USAGE ON SEQUENCE \"sales\".\"orders_id_seq\" TO \"reader\"; "
                + "GRANT INSERT ON TABLE \"sales\".\"orders\" TO \"reader\" WITH GRANT OPTION"],
            await connector.ApplyAsync(Reader, """
                SchemaGrants(
                    schema: [Usage],
                    tables: {"orders": [Select]},
                    columns: {"orders": {"note": [Update]}},
                    sequences: {"orders_id_seq": [Usage]},
                    grantable: SchemaGrants(tables: {"orders": [Insert]}),
                )
                """));
        Assert.Equal(
            """
            SchemaGrants(
                schema: [
                    Usage,
                ],
                tables: {
                    "orders": [
                        Select,
                    ],
                },
                columns: {
                    "orders": {
                        "note": [
                            Update,
                        ],
                    },
                },
                sequences: {
                    "orders_id_seq": [
                        Usage,
                    ],
                },
                grantable: SchemaGrants(
                    tables: {
                        "orders": [
                            Insert,
                        ],
                    },
                ),
            )

            """,
            await connector.GetAsync(Reader));

        Assert.Equal(
            ["REVOKE UPDATE (\"note\") ON TABLE \"sales\".\"orders\" FROM \"reader\"; REVOKE GRANT OPTION FOR INSERT ON TABLE \"sales\".\"orders\" FROM \"reader\"; "
                + "GRANT CREATE ON SCHEMA \"sales\" TO \"reader\"; GRANT EXECUTE ON ROUTINE \"sales\".\"total\"(integer, text) TO \"reader\""],
            await connector.ApplyAsync(Reader, """
                SchemaGrants(
                    schema: [Usage, Create],
                    tables: {"orders": [Insert, Select]},
                    sequences: {"orders_id_seq": [Usage]},
                    functions: {"total(integer, text)": [Execute]},
                )
                """));
        Assert.Equal(["Revoke all privileges of `reader` in the schema `sales` of `shop`"], await connector.ApplyAsync(Reader, null));
        Assert.Equal("f", await server.TextAsync("shop", "SELECT left(has_table_privilege('reader', 'sales.orders', 'select')::text, 1)"));
    }

    [Theory]
    [InlineData("tables: {\"orders\": [Select, Insert]}, columns: {\"orders\": {\"note\": [Select, Update]}}",
        "tables: {\"orders\": [Insert]}, columns: {\"orders\": {\"note\": [Select, Update]}}",
        "REVOKE SELECT ON TABLE \"sales\".\"orders\" FROM \"reader\"; GRANT SELECT (\"note\") ON TABLE \"sales\".\"orders\" TO \"reader\"",
        "t f t t")]
    [InlineData("grantable: SchemaGrants(tables: {\"orders\": [Select]}, columns: {\"orders\": {\"note\": [Select]}})",
        "tables: {\"orders\": [Select]}, grantable: SchemaGrants(columns: {\"orders\": {\"note\": [Select]}})",
        "REVOKE GRANT OPTION FOR SELECT ON TABLE \"sales\".\"orders\" FROM \"reader\"; GRANT SELECT (\"note\") ON TABLE \"sales\".\"orders\" TO \"reader\" WITH GRANT OPTION",
        "t t f f")]
    [InlineData("grantable: SchemaGrants(tables: {\"orders\": [Select]}, columns: {\"orders\": {\"note\": [Select]}})",
        "columns: {\"orders\": {\"note\": [Select]}}",
        "REVOKE SELECT ON TABLE \"sales\".\"orders\" FROM \"reader\"; GRANT SELECT (\"note\") ON TABLE \"sales\".\"orders\" TO \"reader\"",
        "t f f f")]
    public async Task Grants_on_columns_outlive_what_is_revoked_on_their_table(string from, string to, string plan, string rights)
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Reader, $"SchemaGrants({from})");
        Assert.Equal([plan], await connector.ApplyAsync(Reader, $"SchemaGrants({to})"));
        Assert.Equal(rights, await server.TextAsync("shop", """
            SELECT concat_ws(' ', left(has_column_privilege('reader', 'sales.orders', 'note', 'select')::text, 1), left(has_table_privilege('reader', 'sales.orders', 'select')::text, 1),
                left(has_table_privilege('reader', 'sales.orders', 'insert')::text, 1), left(has_column_privilege('reader', 'sales.orders', 'note', 'update')::text, 1))
            """));
    }

    [Fact]
    public async Task Grants_of_many_roles_on_the_same_objects_are_made_at_once()
    {
        await using var connector = await ShopAsync();
        var roles = Enumerable.Range(0, 12).Select(index => $"role_{index}").ToList();
        await server.ExecuteAsync("shop", string.Concat(roles.Select(role => $"CREATE ROLE {role};")));
        await Task.WhenAll(roles.Select(role => connector.ApplyAsync(
            $"postgres/databases/shop/schemas/sales/grants/{role}.ron", "SchemaGrants(schema: [Usage], tables: {\"orders\": [Select]})")));
        Assert.Equal("13", await server.TextAsync("shop", "SELECT count(*)::text FROM pg_class, aclexplode(relacl) WHERE relname = 'orders' AND privilege_type = 'SELECT'"));
    }

    [Fact]
    public async Task What_everybody_may_is_the_file_of_public()
    {
        await using var connector = await ShopAsync();
        const string Public = "postgres/databases/shop/schemas/sales/grants/public.ron";
        Assert.Equal("SchemaGrants(\n    functions: {\n        \"total(integer, text)\": [\n            Execute,\n        ],\n    },\n)\n", await connector.GetAsync(Public));
        await connector.ApplyAsync(Public, null);
        Assert.Equal("{postgres=X/postgres}", await server.TextAsync("shop", "SELECT proacl::text FROM pg_proc WHERE proname = 'total'"));
    }

    [Fact]
    public async Task Grants_on_a_database_are_changed()
    {
        await using var connector = await ShopAsync();
        const string Public = "postgres/databases/shop/grants/public.ron";
        Assert.Equal("DatabaseGrants(\n    database: [\n        Connect,\n        Temporary,\n    ],\n)\n", await connector.GetAsync(Public));
        Assert.Equal(
            ["REVOKE TEMPORARY ON DATABASE \"shop\" FROM PUBLIC"],
            await connector.ApplyAsync(Public, "DatabaseGrants(database: [Connect])"));
        await connector.ApplyAsync("postgres/databases/shop/grants/reader.ron", "DatabaseGrants(grantable: [Create])");
        Assert.Equal("{=c/postgres,postgres=CTc/postgres,reader=C*/postgres}", await server.TextAsync("shop", "SELECT datacl::text FROM pg_database WHERE datname = 'shop'"));
    }

    [Fact]
    public async Task Default_privileges_are_told_from_those_that_postgres_gives_itself()
    {
        await using var connector = await ShopAsync();
        const string InSchema = "postgres/databases/shop/schemas/sales/default_privileges/postgres.ron";
        const string InDatabase = "postgres/databases/shop/default_privileges/postgres.ron";
        Assert.Equal(
            ["ALTER DEFAULT PRIVILEGES FOR ROLE \"postgres\" IN SCHEMA \"sales\" GRANT SELECT ON TABLES TO \"reader\""],
            await connector.ApplyAsync(InSchema, "DefaultPrivileges(tables: {\"reader\": [Select]})"));
        Assert.Equal(
            ["Update default privileges `postgres`: add Insert to `tables.reader`; set `sequences.reader` to [Usage]"],
            await connector.ApplyAsync(InSchema, "DefaultPrivileges(tables: {\"reader\": [Select, Insert]}, sequences: {\"reader\": [Usage]})"));
        await connector.ApplyAsync(InDatabase, "DefaultPrivileges(schemas: {\"reader\": [Usage]}, revoked: DefaultPrivileges(functions: {\"public\": [Execute]}))");
        Assert.Equal(
            "DefaultPrivileges(\n    schemas: {\n        \"reader\": [\n            Usage,\n        ],\n    },\n    revoked: DefaultPrivileges(\n        functions: {\n            \"public\": [\n                Execute,\n            ],\n        },\n    ),\n)\n",
            await connector.GetAsync(InDatabase));
        Assert.Contains(InSchema, await connector.ListAsync());
        Assert.Contains(InDatabase, await connector.ListAsync());
        await connector.ApplyAsync(InSchema, null);
        await connector.ApplyAsync(InDatabase, null);
        Assert.Empty(await server.TextsAsync("shop", "SELECT defaclacl::text FROM pg_default_acl"));
    }

    [Fact]
    public async Task Impossible_grants_are_told_with_their_places()
    {
        await using var connector = TestConnector.With();
        Assert.Equal(
            [
                "2:13-2:22 `Select` is no privilege of a schema (there are Usage, Create)",
                "3:24-3:26 This grants nothing; leave it out",
                "4:27-4:36 A function is named with the types of its arguments, as in `total(integer, text)`",
            ],
            await connector.DiagAsync(Reader, "SchemaGrants(\n    schema: [ Select],\n    tables: {\"orders\": []},\n    functions: {\"total\":  [Execute]},\n)"));
        Assert.Equal(
            ["1:1-1:13 This grants nothing at all; delete the file to take every privilege away"], await connector.DiagAsync(Reader, "SchemaGrants()"));
    }

    [Fact]
    public async Task Grant_that_the_server_only_warns_of_is_an_error()
    {
        await using var admin = await ShopAsync();
        await server.ExecuteAsync("shop", "CREATE ROLE clerk LOGIN PASSWORD 'clerk-1'; GRANT USAGE ON SCHEMA sales TO clerk; GRANT SELECT ON sales.orders TO clerk WITH GRANT OPTION");
        await using var connector = TestConnector.With(("POSTGRES_URL", $"postgres://clerk:clerk-1@127.0.0.1:{server.Port}/shop"));
        await connector.InitAsync();
        Assert.Single(await connector.PlanAsync(Reader, null, "SchemaGrants(tables: {\"orders\": [Select, Insert]})"));
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.ApplyAsync(Reader, "SchemaGrants(tables: {\"orders\": [Select, Insert]})"));
        Assert.Equal(
            "The server did not grant Insert on `orders`, and nothing was changed (it was given by another role, or changed meanwhile, or only the owner may do this)",
            error.Message);
        Assert.Null(await connector.GetAsync(Reader));
    }

    private async Task<TestConnector> ShopAsync()
    {
        var connector = await TestConnector.StartAsync(server);
        await server.ExecuteAsync("postgres", "CREATE ROLE reader");
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop");
        await server.ExecuteAsync("shop", """
            CREATE SCHEMA sales;
            CREATE TABLE sales.orders (id serial PRIMARY KEY, note text);
            CREATE FUNCTION sales.total(a integer, b text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
            """);
        return connector;
    }
}
