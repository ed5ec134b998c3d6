using Autoschematic.Postgres.Tests.Harness;

namespace Autoschematic.Postgres.Tests;

/// <summary>A server that somebody set up by hand, taken over by the real program.</summary>
[Trait("kind", "process")]
[Collection(PostgresServer.Collection)]
public sealed class EndToEndTests(PostgresServer server)
{
    private const string Grants = "main/postgres/databases/shop/schemas/sales/grants/reader.ron";

    private static readonly string[] Areas = ["sales", "stock", "staff"];

    [Fact]
    public async Task Server_set_up_by_hand_is_imported_changed_applied_and_pulled()
    {
        await server.ResetAsync();
        var made = await MakeByHandAsync();
        using var cli = new CommandLine(server.Url);

        (await cli.RunAsync("import", "--commit")).Expect(0);
        var files = Directory.GetFiles(cli.Files.PathOf("main"), "*", SearchOption.AllDirectories);
        Assert.InRange(made, 60, files.Length);
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains(PostgresServer.Password, StringComparison.Ordinal));

        var nothing = (await cli.RunAsync("plan", "--all", "--exit-code")).Expect(0);
        Assert.DoesNotContain("~", nothing.Output, StringComparison.Ordinal);
        (await cli.RunAsync("drift", "--exit-code")).Expect(0);

        // What a role may do is changed in its file.
        var before = cli.Files.Read(Grants);
        cli.Files.Stage(Grants, before.Replace(
            "\"sales_1\": [\n            Select,\n        ],", "\"sales_1\": [\n            Insert,\n            Select,\n        ],", StringComparison.Ordinal));
        var plan = (await cli.RunAsync("plan")).Expect(0);
        plan.Says("GRANT INSERT ON TABLE \"sales\".\"sales_1\" TO \"reader\"");
        (await cli.RunAsync("apply", "--yes", "--commit")).Expect(0);
        Assert.Equal("t f", await server.TextAsync(
            "shop",
            "SELECT concat_ws(' ', left(has_table_privilege('reader', 'sales.sales_1', 'insert')::text, 1), left(has_table_privilege('reader', 'sales.sales_2', 'insert')::text, 1))"));

        // And by hand, which drift names and pull takes over.
        await server.ExecuteAsync("shop", "GRANT DELETE ON sales.sales_2 TO reader; ALTER ROLE reader CONNECTION LIMIT 3");
        var drift = (await cli.RunAsync("drift", "--exit-code")).Expect(2);
        drift.Says("tables[\"sales_2\"][0]: Delete");
        drift.Says("+ connection_limit: 3");
        (await cli.RunAsync("pull", "main")).Expect(0);
        Assert.Contains("Delete", cli.Files.Read(Grants), StringComparison.Ordinal);
        Assert.Contains("connection_limit: 3", cli.Files.Read("main/postgres/roles/reader.ron"), StringComparison.Ordinal);
        (await cli.RunAsync("drift", "--exit-code")).Expect(0);
    }

    [Fact]
    public async Task New_tables_wait_for_those_they_refer_to()
    {
        await server.ResetAsync();
        using var cli = new CommandLine(server.Url);
        cli.Files.Write("main/postgres/roles/owner.ron", "Role()\n");
        cli.Files.Write("main/postgres/databases/shop.ron", "Database(owner: \"out://postgres/roles/owner.ron[name]\")\n");
        cli.Files.Write("main/postgres/databases/shop/schemas/sales.ron", "Schema(owner: \"out://postgres/roles/owner.ron[name]\")\n");
        cli.Files.Write("main/postgres/databases/shop/schemas/sales/tables/customers.sql", "CREATE TABLE customers (id integer PRIMARY KEY);\n");
        cli.Files.Write("main/postgres/databases/shop/schemas/sales/tables/bills.sql", """
            -- out://postgres/databases/shop/schemas/sales/tables/customers.sql[name]
            CREATE TABLE bills (customer integer REFERENCES customers);
            """);
        cli.Files.Git("add", "--all");

        (await cli.RunAsync("apply", "--yes", "--commit")).Expect(0);

        Assert.Equal("customers", await server.TextAsync("shop", "SELECT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'") is var name ? name.Split('.')[^1] : "");
        (await cli.RunAsync("plan", "--all", "--exit-code")).Expect(0);
    }

    [Fact]
    public async Task Files_that_need_each_other_are_applied_at_once_and_deleted_at_once_without_references()
    {
        await server.ResetAsync();
        using var cli = new CommandLine(server.Url);
        const string Shop = "main/postgres/databases/shop";
        const string Sales = $"{Shop}/schemas/sales";
        cli.Files.Write("main/postgres/roles/app.ron", "Role()\n");
        cli.Files.Write("main/postgres/roles/boss.ron", "Role(member_of: [\"reader\"])\n");
        cli.Files.Write("main/postgres/roles/reader.ron", "Role()\n");
        cli.Files.Write($"{Shop}.ron", "Database(owner: \"app\")\n");
        cli.Files.Write($"{Shop}/grants/reader.ron", "DatabaseGrants(database: [Create])\n");
        cli.Files.Write($"{Shop}/extensions/pg_trgm.ron", "Extension(schema: \"sales\")\n");
        cli.Files.Write($"{Sales}.ron", "Schema(owner: \"app\")\n");
        cli.Files.Write($"{Sales}/tables/bills.sql", "CREATE TABLE bills (id serial PRIMARY KEY, customer integer REFERENCES customers);\nALTER TABLE bills OWNER TO app;\n");
        cli.Files.Write($"{Sales}/tables/customers.sql", "CREATE TABLE customers (id integer PRIMARY KEY);\n");
        cli.Files.Write($"{Sales}/views/a.sql", "CREATE VIEW a AS SELECT id FROM z;\n");
        cli.Files.Write($"{Sales}/views/z.sql", "CREATE VIEW z AS SELECT b.id FROM bills b JOIN customers c ON c.id = b.customer;\n");
        cli.Files.Write($"{Sales}/grants/reader.ron", "SchemaGrants(schema: [Usage], tables: {\"a\": [Select], \"bills\": [Select]}, sequences: {\"bills_id_seq\": [Usage]})\n");
        cli.Files.Write($"{Sales}/default_privileges/app.ron", "DefaultPrivileges(tables: {\"reader\": [Insert]})\n");
        cli.Files.Git("add", "--all");

        (await cli.RunAsync("apply", "--yes", "--commit")).Expect(0);
        (await cli.RunAsync("plan", "--all", "--exit-code")).Expect(0);

        // A role goes with all that it may, and a table with its view and the grants on both.
        cli.Files.Git("rm", "-q", "main/postgres/roles/reader.ron", $"{Shop}/grants/reader.ron", $"{Sales}/grants/reader.ron", $"{Sales}/default_privileges/app.ron");
        cli.Files.Git("rm", "-q", $"{Sales}/views/a.sql", $"{Sales}/views/z.sql", $"{Sales}/tables/bills.sql", $"{Sales}/tables/customers.sql");
        cli.Files.Stage("main/postgres/roles/boss.ron", "Role()\n");
        (await cli.RunAsync("apply", "--yes", "--commit")).Expect(0);
        (await cli.RunAsync("plan", "--all", "--exit-code")).Expect(0);
        Assert.Equal(["app", "boss", "postgres"], await server.TextsAsync("postgres", "SELECT rolname::text FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' ORDER BY 1"));

        cli.Files.Git("rm", "-qr", "main");
        (await cli.RunAsync("apply", "--yes", "--commit", "--no-rename")).Expect(0);
        Assert.Equal(["postgres"], await server.TextsAsync("postgres", "SELECT rolname::text FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' ORDER BY 1"));
        Assert.Equal(["postgres"], await server.TextsAsync("postgres", "SELECT datname::text FROM pg_database WHERE NOT datistemplate"));
    }

    [Fact]
    public async Task What_still_needs_a_role_is_told_and_nothing_is_lost()
    {
        await server.ResetAsync();
        await server.ExecuteAsync("postgres", "CREATE ROLE reader; CREATE SCHEMA sales; GRANT USAGE ON SCHEMA sales TO reader");
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop");
        await server.ExecuteAsync("shop", "CREATE TABLE bills (); ALTER TABLE bills OWNER TO reader; CREATE TABLE t1 (); CREATE TABLE t2 (); CREATE TABLE t3 (); GRANT SELECT ON t1, t2, t3 TO reader");
        using var cli = new CommandLine(server.Url);
        (await cli.RunAsync("import", "--commit")).Expect(0);
        cli.Files.Git("rm", "-q", "main/postgres/roles/reader.ron");

        var run = (await cli.RunAsync("apply", "--yes")).Expect(1);

        Assert.Equal(
            "error[CON003]: Connector `postgres` failed in `OpExec`: The role `reader` is still needed: it owns, or has privileges on, "
                + "in `postgres` schema sales; in `shop` table public.bills, table public.t1, table public.t2 and 1 more "
                + "(delete its files of grants in the same apply, or give what it owns to another role)",
            run.Error.Split('\n').First(line => line.StartsWith("error", StringComparison.Ordinal)));
        await server.ExecuteAsync("postgres", "DROP SCHEMA sales CASCADE");
    }

    /// <summary>Makes sixty things of every kind; says how many.</summary>
    private async Task<int> MakeByHandAsync()
    {
        await server.ExecuteAsync("postgres", "CREATE ROLE reader; CREATE ROLE writer IN ROLE reader; CREATE ROLE clerk LOGIN PASSWORD 'of-the-clerk-1' IN ROLE writer; CREATE ROLE boss LOGIN CREATEDB VALID UNTIL '2031-05-05'");
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop OWNER boss");
        await server.ExecuteAsync("postgres", "CREATE DATABASE archive; COMMENT ON DATABASE archive IS 'Old things'");
        await server.ExecuteAsync("shop", "CREATE EXTENSION pg_trgm; CREATE EXTENSION hstore; ALTER DEFAULT PRIVILEGES FOR ROLE boss GRANT SELECT ON TABLES TO reader");
        var made = 4 + 2 + 3;
        foreach (var area in Areas)
        {
            await server.ExecuteAsync("shop", $"CREATE SCHEMA {area} AUTHORIZATION boss; GRANT USAGE ON SCHEMA {area} TO reader, writer; COMMENT ON SCHEMA {area} IS 'The {area}'");
            for (var index = 1; index <= 10; index++)
            {
                await server.ExecuteAsync("shop", $"""
                    CREATE TABLE {area}.{area}_{index} (
                        id {(index % 2 == 0 ? "bigint GENERATED ALWAYS AS IDENTITY" : "serial")} PRIMARY KEY,
                        name text NOT NULL DEFAULT 'a''b' CHECK (length(name) < {index + 10}),
                        parent {(index % 2 == 0 ? "integer" : "bigint")}{(index > 1 ? $" REFERENCES {area}.{area}_{index - 1}" : "")},
                        data jsonb DEFAULT '{"{}"}', tags public.hstore, at timestamptz DEFAULT now());
                    CREATE INDEX ON {area}.{area}_{index} USING gin (name public.gin_trgm_ops);
                    COMMENT ON COLUMN {area}.{area}_{index}.name IS 'Named';
                    GRANT SELECT ON {area}.{area}_{index} TO reader;
                    """);
            }

            for (var index = 1; index <= 4; index++)
            {
                await server.ExecuteAsync("shop", $"CREATE VIEW {area}.\"View {index}\" AS SELECT a.id, upper(b.name) AS name FROM {area}.{area}_{index} a JOIN {area}.{area}_{index + 1} b ON b.parent = a.id WHERE a.at > '2020-01-01'");
            }

            made += 1 + 2 + 10 + 4;
        }

        return made;
    }
}
