using Autoschematic.Postgres.Tests.Harness;
using Autoschematic.Sdk;
using Npgsql;

namespace Autoschematic.Postgres.Tests;

/// <summary>Tables of a real server as SQL.</summary>
[Collection(PostgresServer.Collection)]
public sealed class TableTests(PostgresServer server)
{
    private const string Orders = "postgres/databases/shop/schemas/sales/tables/orders.sql";
    private const string Place = "Change the table `orders` in `sales` of `shop`: ";

    private const string Canonical = """
        CREATE TABLE orders (
            id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
            number serial,
            customer integer,
            state text COLLATE "C" DEFAULT 'new'::text NOT NULL,
            amount numeric(10,2) DEFAULT 0 NOT NULL,
            gross numeric GENERATED ALWAYS AS (amount * 1.2) STORED,
            at timestamp with time zone DEFAULT now() NOT NULL,
            "Note" character varying(40),
            CONSTRAINT orders_pkey PRIMARY KEY (id),
            CONSTRAINT orders_number_key UNIQUE (number),
            CONSTRAINT orders_amount_check CHECK (amount >= 0::numeric),
            CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers(id) ON DELETE SET NULL
        );

        CREATE INDEX open_orders ON orders USING btree (at DESC) WHERE state <> 'done'::text;

        COMMENT ON TABLE orders IS 'What is to be delivered';
        COMMENT ON COLUMN orders.state IS 'It''s new, paid or done';
        COMMENT ON INDEX open_orders IS 'For the morning''s list';

        ALTER TABLE orders OWNER TO app;

        """;

    // The same in words of somebody else.
    private const string Written = """
        -- Orders, as they come in.
        create table if not exists Sales.Orders (
          id int8 generated always as identity primary key,
          number serial unique, /* of the paper */
          customer int references customers on delete set null,
          state text collate "C" not null default 'new',
          amount decimal(10, 2) not null default 0 check (amount >= 0),
          gross numeric generated always as (amount * 1.2) stored,
          at timestamptz not null default now(),
          "Note" varchar(40)
        );
        create index open_orders on sales.orders (at desc) where state != 'done';
        comment on table sales.orders is 'What is to be delivered';
        comment on column orders.state is $$It's new, paid or done$$;
        comment on index sales.open_orders is E'For the morning\'s list';
        alter table sales.orders owner to app
        """;

    [Fact]
    public async Task Table_in_any_spelling_is_created_and_read_in_one()
    {
        await using var connector = await ShopAsync();
        Assert.Equal(["Create the table `orders` in `sales` of `shop`"], await connector.ApplyAsync(Orders, Written));
        Assert.Equal(Canonical, await connector.GetAsync(Orders));
        Assert.True(await connector.EqAsync(Orders, Canonical, Written));
        Assert.False(await connector.EqAsync(Orders, Canonical, Written.Replace("'done'", "'gone'", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_read_makes_the_same_table_again()
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Orders, Canonical);
        Assert.Equal(Canonical, await connector.GetAsync(Orders));
    }

    [Fact]
    public async Task Safe_changes_are_one_operation_and_losses_are_their_own()
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Orders, Canonical);
        await server.ExecuteAsync("shop", "INSERT INTO sales.customers (id) VALUES (1); INSERT INTO sales.orders (customer, \"Note\", amount) VALUES (1, 'mine', 5)");

        Assert.Equal(
            [
                Place + "drop the constraint orders_number_key, UNIQUE (number)",
                "! " + Place + "drop the column number, which is integer, with all its values",
                Place + "add the column paid boolean DEFAULT false NOT NULL",
                "! " + Place + "change the type of customer from integer to bigint, which rewrites all its values",
                Place + "let state begin with 'open'::text; allow null in state; widen \"Note\" from character varying(40) to text; "
                    + "add the constraint orders_check, CHECK (paid OR amount < 1000::numeric); create the index orders_paid_idx; "
                    + "give it to postgres; remove the comment on COLUMN orders.state",
            ],
            await connector.ApplyAsync(Orders, """
                CREATE TABLE orders (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    paid boolean DEFAULT false NOT NULL CHECK (paid OR amount < 1000),
                    customer bigint REFERENCES customers ON DELETE SET NULL,
                    state text COLLATE "C" DEFAULT 'open',
                    amount numeric(10,2) DEFAULT 0 NOT NULL CHECK (amount >= 0),
                    gross numeric GENERATED ALWAYS AS (amount * 1.2) STORED,
                    at timestamptz DEFAULT now() NOT NULL,
                    "Note" text
                );
                CREATE INDEX open_orders ON orders (at DESC) WHERE state <> 'done';
                CREATE INDEX orders_paid_idx ON orders (paid);
                COMMENT ON TABLE orders IS 'What is to be delivered';
                COMMENT ON INDEX open_orders IS 'For the morning''s list';
                ALTER TABLE orders OWNER TO postgres;
                """));
        Assert.Equal("1 new 5.00 6.000 mine f", await server.TextAsync(
            "shop", "SELECT concat_ws(' ', customer, state, amount, gross, \"Note\", left(paid::text, 1)) FROM sales.orders"));
    }

    [Fact]
    public async Task Numbering_defaults_storage_and_security_are_changed_in_place()
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Orders, "CREATE TABLE orders (id integer NOT NULL, number serial, a text, b integer GENERATED ALWAYS AS (1 + 1) STORED)");
        Assert.Equal(
            [
                "! " + Place + "drop the column b, which is integer, with all its values",
                Place + "add the column b integer GENERATED ALWAYS AS (1 + 2) STORED; "
                    + "number id as an identity, on from the numbers that there are",
                "! " + Place + "number number no more, and drop the sequence orders_number_seq with its last number",
                Place + "let a begin with 'x'::text; make it unlogged; let policies of rows hold; set fillfactor=70",
            ],
            await connector.ApplyAsync(Orders, """
                CREATE UNLOGGED TABLE orders (
                    id integer GENERATED BY DEFAULT AS IDENTITY (INCREMENT 5 START 10),
                    number integer NOT NULL,
                    a text DEFAULT 'x',
                    b integer GENERATED ALWAYS AS (1 + 2) STORED
                ) WITH (fillfactor = 70);
                ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
                """));
        Assert.Equal(
            [
                Place + "number id always with START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE; "
                    + "number number by a sequence, on from the numbers that there are; "
                    + "let a begin with nothing; keep the values of b and compute them no more; "
                    + "make it logged; let policies of rows hold no more; let them hold for the owner too; reset fillfactor",
            ],
            await connector.ApplyAsync(Orders, """
                CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY, number serial, a text, b integer);
                ALTER TABLE orders FORCE ROW LEVEL SECURITY;
                """));
        Assert.Equal(["! Drop the table `orders` in `sales` of `shop` with all its rows"], await connector.ApplyAsync(Orders, null));
    }

    [Theory]
    [InlineData("id serial", "id integer GENERATED ALWAYS AS IDENTITY", "! number id as an identity, on from the numbers that there are, and drop the sequence orders_id_seq with the grants on it", "4")]
    [InlineData("id serial", "id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 100 INCREMENT BY 10)", "! change the type of id from integer to bigint, which rewrites all its values|! number id as an identity, on from the numbers that there are, and drop the sequence orders_id_seq with the grants on it", "100")]
    [InlineData("id integer GENERATED ALWAYS AS IDENTITY", "id serial", "! number id by a sequence, on from the numbers that there are, and drop its identity with the grants on it", "4")]
    [InlineData("id integer GENERATED ALWAYS AS IDENTITY", "id integer NOT NULL", "! number id no more, and forget the last number", null)]
    [InlineData("id integer GENERATED ALWAYS AS IDENTITY", "id text DEFAULT 'x'", "! number id no more, and forget the last number|! change the type of id from integer to text, which rewrites all its values|let id begin with 'x'::text; allow null in id", "x")]
    [InlineData("id serial", "id integer", "! number id no more, and drop the sequence orders_id_seq with its last number|allow null in id", "")]
    [InlineData("id serial", "id integer DEFAULT nextval('orders_id_seq')", "allow null in id", "4")]
    [InlineData("id serial", "id integer NOT NULL DEFAULT nextval('orders_id_seq') + 1000", "let id begin with (nextval('orders_id_seq'::regclass) + 1000)", "1004")]
    public async Task Numbers_go_on_behind_those_that_were_given_out(string from, string to, string message, string? next)
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Orders, $"CREATE TABLE orders ({from}, a text)");

        // The last number was given out, and its row is gone.
        await server.ExecuteAsync("shop", "INSERT INTO sales.orders (a) VALUES ('1'), ('2'), ('3'); DELETE FROM sales.orders WHERE a = '3'");
        Assert.Equal(
            message.Split('|').Select(part => part.StartsWith("! ", StringComparison.Ordinal) ? "! " + Place + part[2..] : Place + part),
            await connector.ApplyAsync(Orders, $"CREATE TABLE orders ({to}, a text)"));
        if (next is not null)
        {
            Assert.Equal(next, await server.TextAsync("shop", "INSERT INTO sales.orders (a) VALUES ('4') RETURNING coalesce(id::text, '')"));
        }
    }

    [Theory]
    [InlineData("id", "integer NOT NULL", "integer GENERATED ALWAYS AS IDENTITY", "number id as an identity, on from the numbers that there are", "8")]
    [InlineData("id", "integer DEFAULT 7", "serial", "allow no null in id; number id by a sequence, on from the numbers that there are", "8")]
    [InlineData("\"I d\"", "integer NOT NULL", "integer GENERATED ALWAYS AS IDENTITY (INCREMENT BY -1 MAXVALUE 5)", "number \"I d\" as an identity, on from the numbers that there are", "-3")]
    public async Task Numbers_go_on_behind_those_that_are_there(string column, string from, string to, string message, string next)
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Orders, $"CREATE TABLE orders ({column} {from}, a text)");
        await server.ExecuteAsync("shop", "INSERT INTO sales.orders VALUES (7, 'a'), (-2, 'b')");
        Assert.Equal([Place + message], await connector.ApplyAsync(Orders, $"CREATE TABLE orders ({column} {to}, a text)"));
        Assert.Equal(next, await server.TextAsync("shop", $"INSERT INTO sales.orders (a) VALUES ('c') RETURNING {column}::text"));
    }

    [Fact]
    public async Task Numbers_go_on_behind_those_that_somebody_is_about_to_give_out()
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Orders, "CREATE TABLE orders (id integer NOT NULL, a text)");
        await server.ExecuteAsync("shop", "INSERT INTO sales.orders VALUES (7, 'a')");

        await using var other = await server.OpenAsync("shop");
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var insertion = new NpgsqlCommand("INSERT INTO sales.orders VALUES (8, 'b')", other);
        await insertion.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var change = connector.ApplyAsync(Orders, "CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY, a text)");
        while (await server.TextAsync("shop", "SELECT count(*)::text FROM pg_stat_activity WHERE wait_event_type = 'Lock'") == "0")
        {
            Assert.False(change.IsCompleted);
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await change;
        Assert.Equal("9", await server.TextAsync("shop", "INSERT INTO sales.orders (a) VALUES ('c') RETURNING id::text"));
    }

    [Fact]
    public async Task What_tables_and_views_need_is_read_from_their_statements()
    {
        await using var connector = await ShopAsync();
        var table = Assert.Single(await connector.PlanAsync(
            Orders, null, "CREATE TABLE orders (id int REFERENCES customers, x int REFERENCES \"a/b\".t (id)); ALTER TABLE orders OWNER TO app"));
        Assert.Equal(
            [
                "postgres/databases/shop/schemas/sales/tables/customers.sql",
                "postgres/databases/shop/schemas/a%2Fb/tables/t.sql",
                "postgres/roles/app.ron",
            ],
            table.Needs);
        var view = Assert.Single(await connector.PlanAsync(
            "postgres/databases/shop/schemas/sales/views/all.sql", null, "CREATE VIEW \"all\" AS SELECT c.id FROM customers c JOIN stock.parts USING (id)"));
        Assert.Equal(
            ["sales/tables/customers", "sales/views/customers", "stock/tables/parts", "stock/views/parts", "sales/tables/id", "sales/views/id"],
            view.Needs.Select(need => need["postgres/databases/shop/schemas/".Length..^".sql".Length]));
    }

    [Fact]
    public async Task Serial_is_widened_with_its_sequence()
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Orders, "CREATE TABLE orders (id serial, a varchar(3))");
        Assert.Equal(
            ["! " + Place + "change the type of id from integer to bigint, which rewrites all its values", Place + "let id begin with nextval('orders_id_seq'::regclass); widen a from character varying(3) to character varying(9)"],
            await connector.ApplyAsync(Orders, "CREATE TABLE orders (id bigserial, a varchar(9))"));
    }

    [Fact]
    public async Task Planning_leaves_nothing_behind_and_texts_alike_need_no_server()
    {
        await using var connector = await ShopAsync();
        await connector.ApplyAsync(Orders, Canonical);
        const string Counts = "SELECT concat((SELECT count(*) FROM pg_class), ' ', (SELECT count(*) FROM pg_namespace), ' ', (SELECT count(*) FROM pg_depend))";
        var before = await server.TextAsync("shop", Counts);
        await connector.EqAsync(Orders, Canonical, "CREATE TABLE orders (id int); CREATE INDEX ON orders (id);");
        await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.PlanAsync(Orders, Canonical, "CREATE TABLE orders (id int, x nothing)"));
        Assert.Equal(before, await server.TextAsync("shop", Counts));

        await using var nowhere = TestConnector.With(("PGHOST", "127.0.0.1"), ("PGPORT", "1"));
        Assert.True(await nowhere.EqAsync(Orders, "CREATE TABLE orders (id int);", "-- x\ncreate  table ORDERS (\n id INT)"));
        Assert.Empty(await nowhere.PlanAsync(Orders, "CREATE TABLE orders (id int);", "CREATE TABLE orders (id int) /* ; */"));
    }

    [Theory]
    [InlineData("CREATE TABLE orders (\n  id int,\n  ü😀 no_type\n)", "3:6: type \"no_type\" does not exist")]
    [InlineData("CREATE TABLE orders (id int);\nCREATE INDEX ON orders (nix);", "2:1: column \"nix\" does not exist")]
    [InlineData("CREATE TABLE orders (\n  id int PRIMRY KEY\n)", "2:10: syntax error at or near \"PRIMRY\"")]
    [InlineData("CREATE TABLE orders (id int REFERENCES nowhere)", "1:1: relation \"nowhere\" does not exist")]
    [InlineData("CREATE TABLE sales.order (id int)", "1:14: The file's place says that this table is `orders` in the schema `sales` (change the name, or move the file)")]
    public async Task Mistakes_are_told_at_their_places(string body, string message)
    {
        await using var connector = await ShopAsync();
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.PlanAsync(Orders, "CREATE TABLE orders (id int)", body));
        Assert.Equal(ConnectorErrorCode.InvalidBody, error.Code);
        Assert.StartsWith($"{Orders}:{message}", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Span);
    }

    [Theory]
    [InlineData("CREATE TABLE orders (id int);\nCOMMIT;", "2:1-2:7 A table's file holds `CREATE TABLE` and then `CREATE INDEX`, `COMMENT ON` and `ALTER TABLE` for it, and nothing else")]
    [InlineData("DROP TABLE customers", "1:1-1:5 The first statement has to be `CREATE TABLE`")]
    [InlineData("CREATE TABLE orders AS SELECT 1", "1:1-1:7 A table is declared by its columns: `CREATE TABLE name (…)`")]
    [InlineData("CREATE TABLE orders (id int); ALTER TABLE customers ADD x int", "1:31-1:36 This changes another table than `orders`, which the file declares")]
    [InlineData("CREATE TABLE orders (a) AS SELECT setval('s', 1)", "1:1-1:7 After the columns of a table only `WITH (…)`, `USING` and `TABLESPACE` may stand")]
    [InlineData("CREATE TABLE orders (id int); ALTER TABLE public.orders DROP COLUMN paid", "1:31-1:36 This changes another table than `orders`, which the file declares")]
    [InlineData("CREATE TABLE orders (id int); ALTER TABLE a.b.orders DROP COLUMN paid", "1:31-1:36 This changes another table than `orders`, which the file declares")]
    [InlineData("CREATE TABLE orders (id int); CREATE INDEX x ON customers (id)", "1:31-1:37 This is about another table than `orders`, which the file declares")]
    [InlineData("CREATE TABLE orders (id int); COMMENT ON COLUMN public.orders.id IS 'x'", "1:31-1:38 This is about another table than `orders`, which the file declares")]
    [InlineData("CREATE TABLE orders (id int); COMMENT ON INDEX customers_pkey IS 'x'", "1:31-1:38 This is about an index that the file of `orders` does not declare")]
    [InlineData("CREATE TABLE orders (id text DEFAULT 'a)", "1:38-1:41 This text has no closing `'`")]
    [InlineData("-- nothing", "1:1-1:1 There is no statement here; a file declares one table by `CREATE TABLE`")]
    public async Task What_no_table_may_hold_is_told_without_a_server(string body, string finding)
    {
        await using var connector = TestConnector.With();
        Assert.Equal([finding], await connector.DiagAsync(Orders, body));
    }

    private async Task<TestConnector> ShopAsync()
    {
        var connector = await TestConnector.StartAsync(server);
        await server.ExecuteAsync("postgres", "CREATE ROLE app");
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop");
        await server.ExecuteAsync("shop", "CREATE SCHEMA sales; CREATE TABLE sales.customers (id integer PRIMARY KEY)");
        return connector;
    }
}
