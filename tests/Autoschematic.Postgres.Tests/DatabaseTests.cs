using Autoschematic.Postgres.Tests.Harness;
using Autoschematic.Sdk;

namespace Autoschematic.Postgres.Tests;

/// <summary>Databases, schemas and extensions of a real server.</summary>
[Collection(PostgresServer.Collection)]
public sealed class DatabaseTests(PostgresServer server)
{
    private const string Shop = "postgres/databases/shop.ron";

    [Fact]
    public async Task Database_is_created_changed_and_dropped()
    {
        await using var connector = await TestConnector.StartAsync(server);
        await server.ExecuteAsync("postgres", "CREATE ROLE app");
        Assert.Equal(["Create database `shop`"], await connector.ApplyAsync(Shop, "Database(owner: \"app\", encoding: \"UTF8\", connection_limit: 9, comment: \"Sells\")"));
        Assert.Equal(
            """
            Database(
                owner: "app",
                encoding: "UTF8",
                collation: "C",
                character_type: "C",
                connection_limit: 9,
                comment: "Sells",
            )

            """,
            await connector.GetAsync(Shop));
        Assert.Contains("postgres/databases/shop/schemas/public.ron", await connector.ListAsync());

        Assert.Equal(
            ["Update database `shop`: set `owner` from \"app\" to \"postgres\"; remove `connection_limit`, which is 9; set `settings.work_mem` to \"8MB\"; remove `comment`, which is \"Sells\""],
            await connector.ApplyAsync(Shop, "Database(owner: \"postgres\", settings: {\"work_mem\": \"8MB\"})"));
        var refused = await Assert.ThrowsAsync<ConnectorServiceException>(
            async () => await connector.PlanAsync(Shop, await connector.GetAsync(Shop), "Database(\n    owner: \"app\",\n    encoding: \"LATIN1\",\n)"));
        Assert.Equal(
            "postgres/databases/shop.ron:3:15: `encoding` cannot change once the resource exists; set `encoding` from \"UTF8\" to \"LATIN1\" needs a new resource",
            refused.Message);
        Assert.Equal(["! Drop the database `shop` and everything in it"], await connector.ApplyAsync(Shop, null));
        Assert.DoesNotContain("postgres/databases/shop.ron", await connector.ListAsync());
        Assert.Null(await connector.GetAsync("postgres/databases/shop/schemas/public.ron"));
    }

    [Fact]
    public async Task Schema_with_something_in_it_is_not_dropped()
    {
        const string Sales = "postgres/databases/shop/schemas/sales.ron";
        await using var connector = await TestConnector.StartAsync(server);
        await server.ExecuteAsync("postgres", "CREATE ROLE app");
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop");
        await connector.ApplyAsync(Sales, "Schema(owner: \"postgres\", comment: \"What is sold\")");
        Assert.Equal(
            ["Update schema `sales`: set `owner` from \"postgres\" to \"app\"; remove `comment`, which is \"What is sold\""],
            await connector.ApplyAsync(Sales, "Schema(owner: \"app\")"));

        await server.ExecuteAsync("shop", "CREATE TABLE sales.orders (id int)");
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.ApplyAsync(Sales, null));
        Assert.Equal(
            "Something still needs it: cannot drop schema sales because other objects depend on it: table sales.orders depends on schema sales (delete or change that first)",
            error.Message);
        await server.ExecuteAsync("shop", "DROP TABLE sales.orders");
        Assert.Equal(["Drop the schema `sales` of `shop`, which must be empty"], await connector.ApplyAsync(Sales, null));
    }

    [Fact]
    public async Task Extension_is_created_moved_and_dropped()
    {
        const string Trigram = "postgres/databases/shop/extensions/pg_trgm.ron";
        await using var connector = await TestConnector.StartAsync(server);
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop");
        await server.ExecuteAsync("shop", "CREATE SCHEMA tools");
        await connector.ApplyAsync(Trigram, "Extension(version: \"1.5\")");
        Assert.Equal("Extension(\n    schema: \"public\",\n    version: \"1.5\",\n)\n", await connector.GetAsync(Trigram));
        Assert.Equal(
            ["Update extension `pg_trgm`: set `schema` from \"public\" to \"tools\"; set `version` from \"1.5\" to \"1.6\""],
            await connector.ApplyAsync(Trigram, "Extension(schema: \"tools\", version: \"1.6\")"));

        // What belongs to an extension is not listed besides.
        Assert.DoesNotContain(await connector.ListAsync(), address => address.Contains("tools/", StringComparison.Ordinal));
        Assert.Single(await connector.ApplyAsync(Trigram, null));
    }
}
