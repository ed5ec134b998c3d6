using Autoschematic.Postgres.Tests.Harness;
using Autoschematic.Sdk;

namespace Autoschematic.Postgres.Tests;

/// <summary>Views of a real server as SQL.</summary>
[Collection(PostgresServer.Collection)]
public sealed class ViewTests(PostgresServer server)
{
    private const string Open = "postgres/databases/shop/schemas/sales/views/open.sql";
    private const string Place = "Change the view `open` in `sales` of `shop`: ";

    [Fact]
    public async Task View_is_created_replaced_made_anew_and_dropped()
    {
        await using var connector = await ShopAsync();
        Assert.Equal(
            ["Create the view `open` in `sales` of `shop`"],
            await connector.ApplyAsync(Open, "create view sales.open as select id, state from orders where state<>'done'; comment on view sales.open is 'To do'"));
        Assert.Equal(
            """
            CREATE VIEW open AS
             SELECT orders.id,
                orders.state
               FROM orders
              WHERE orders.state <> 'done'::text;

            COMMENT ON VIEW open IS 'To do';

            ALTER VIEW open OWNER TO postgres;

            """,
            await connector.GetAsync(Open));

        await server.ExecuteAsync("shop", "CREATE ROLE reader; GRANT SELECT ON sales.open TO reader");
        Assert.Equal(
            [Place + "show something else by the same columns; remove the comment on VIEW open; comment on COLUMN open.id"],
            await connector.ApplyAsync(Open, "CREATE VIEW open WITH (security_barrier) AS SELECT id, state, 1 AS one FROM orders; COMMENT ON COLUMN open.id IS 'x'"));
        Assert.Equal("t", await server.TextAsync("shop", "SELECT left(has_table_privilege('reader', 'sales.open', 'select')::text, 1)"));
        Assert.Equal(
            ["! " + Place + "drop it and create it again, since it loses or changes columns; who may use it has to be granted again", Place + "give it to app"],
            await connector.ApplyAsync(Open, "CREATE VIEW open AS SELECT id FROM orders; ALTER VIEW open OWNER TO app"));

        await server.ExecuteAsync("shop", "CREATE VIEW sales.more AS SELECT * FROM sales.open");
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.ApplyAsync(Open, null));
        Assert.Equal(
            "Something still needs it: cannot drop view sales.open because other objects depend on it: view sales.more depends on view sales.open (delete or change that first)",
            error.Message);
        await server.ExecuteAsync("shop", "DROP VIEW sales.more");
        Assert.Equal(["Drop the view `open` in `sales` of `shop`"], await connector.ApplyAsync(Open, null));
    }

    [Fact]
    public async Task View_of_a_table_that_is_yet_to_come_can_be_planned()
    {
        await using var connector = await ShopAsync();
        Assert.Single(await connector.PlanAsync(Open, null, "CREATE VIEW open AS SELECT * FROM later"));
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.ApplyAsync(Open, "CREATE VIEW open AS SELECT * FROM later"));
        Assert.Contains("relation \"later\" does not exist", error.Message, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.PlanAsync(Open, null, "CREATE VIEW open AS\nSELEC 1"));
        Assert.Equal($"{Open}:2:1: syntax error at or near \"SELEC\"", wrong.Message);
    }

    private async Task<TestConnector> ShopAsync()
    {
        var connector = await TestConnector.StartAsync(server);
        await server.ExecuteAsync("postgres", "CREATE ROLE app");
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop");
        await server.ExecuteAsync("shop", "CREATE SCHEMA sales; CREATE TABLE sales.orders (id integer PRIMARY KEY, state text)");
        return connector;
    }
}
