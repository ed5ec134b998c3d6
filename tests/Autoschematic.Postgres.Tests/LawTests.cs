using Autoschematic.Postgres.Tests.Harness;

namespace Autoschematic.Postgres.Tests;

/// <summary>The connector keeps the laws of connectors, on a server with something of every kind in it.</summary>
[Trait("kind", "process")]
[Collection(PostgresServer.Collection)]
public sealed class LawTests(PostgresServer server)
{
    private const string Objects = """
        SELECT string_agg(what, ' ' ORDER BY what) FROM (
            SELECT nspname::text FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' UNION ALL SELECT relname::text FROM pg_class
            UNION ALL SELECT rolname::text FROM pg_roles UNION ALL SELECT datname::text FROM pg_database
            UNION ALL SELECT extname::text FROM pg_extension UNION ALL SELECT defaclacl::text FROM pg_default_acl) all_of_it (what)
        """;

    [Fact]
    public async Task Every_law_is_kept_by_reading_and_by_real_changes()
    {
        await server.ResetAsync();
        await server.ExecuteAsync("postgres", "CREATE ROLE reader; CREATE ROLE clerk LOGIN PASSWORD 'of-the-clerk-1' IN ROLE reader");
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop");
        await server.ExecuteAsync("shop", """
            CREATE EXTENSION pg_trgm;
            CREATE SCHEMA sales;
            CREATE TABLE sales.customers (id serial PRIMARY KEY, name text NOT NULL);
            CREATE TABLE sales.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer integer REFERENCES sales.customers, note text);
            CREATE VIEW sales.open AS SELECT o.id, c.name FROM sales.orders o JOIN sales.customers c ON c.id = o.customer;
            GRANT USAGE ON SCHEMA sales TO reader;
            GRANT SELECT, UPDATE (note) ON sales.orders TO reader;
            GRANT CREATE ON DATABASE shop TO clerk;
            ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO reader;
            ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO clerk;
            """);
        var before = await server.TextAsync("shop", Objects);
        using var cli = new CommandLine(server.Url);

        (await cli.RunAsync("connectors", "test", "postgres")).Expect(0);
        Assert.Equal(before, await server.TextAsync("shop", Objects));
        var live = (await cli.RunAsync("connectors", "test", "postgres", "--live", "--yes")).Expect(0);

        foreach (var law in new[] { "apply-converges", "delete-leaves-nothing", "outputs-are-returned", "list-agrees-with-filter", "plan-of-same-is-empty", "skeletons-are-clean" })
        {
            live.Says($"✓ {law}");
        }

        Assert.Equal(before, await server.TextAsync("shop", Objects));
    }
}
