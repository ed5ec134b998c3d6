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
        drift.Says("connection_limit");
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
