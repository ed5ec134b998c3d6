using Autoschematic.Postgres.Server;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;
using Npgsql;

namespace Autoschematic.Postgres.Sql;

/// <summary>Serves things that are declared by SQL, and compared by what they are.</summary>
/// <typeparam name="T">What such a thing is.</typeparam>
internal abstract class SqlHandler<T>(Cluster cluster, string noun) : ServerHandler<string>(cluster, BodyFormat.Text)
    where T : SqlDefinition
{
    private const string Alter = "alter";
    private readonly Lock gate = new();

    private Scratch<T> Scratches
    {
        get
        {
            lock (gate)
            {
                return field ??= new(Cluster, FindAsync);
            }
        }
    }

    protected override string Noun => noun.ToLowerInvariant();

    /// <summary>Reads one from the catalog; its schema is the first of the search path.</summary>
    protected abstract Task<T?> FindAsync(NpgsqlConnection connection, string schema, string name, CancellationToken cancellationToken);

    /// <summary>The steps from one to another; those that destroy data stay apart.</summary>
    protected abstract IReadOnlyList<SqlChange> Difference(T before, T after);

    public override Task<string?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => Cluster.UseAsync(
            key["database"],
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await connection.ExecuteAsync($"set local search_path = {Quoting.Name(key["schema"])}", cancellationToken);
                return (await FindAsync(connection, key["schema"], key.Name, cancellationToken))?.ToSql();
            },
            cancellationToken);

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, string body)
    {
        var reader = new SqlObjectReader(noun);
        reader.Read(body);
        return reader.Findings.Select(finding => new BodyProblem("", finding.Message) { Span = SpanOf(body, finding.Start, finding.Length) });
    }

    public override IEnumerable<string> NeedsOf(ResourceKey key, string body)
        => SqlNeeds.Find(body, noun)
            .SelectMany<(string? Schema, string Name), string>(found => noun == "TABLE"
                ? [Places.Table(key["database"], found.Schema ?? key["schema"], found.Name)]
                : Places.Relation(key["database"], found.Schema ?? key["schema"], found.Name))
            .Concat(new SqlObjectReader(noun).Read(body)?.Owner is { } owner ? [Places.Role(owner)] : []);

    public override async ValueTask<bool> EqualAsync(ResourceKey key, string left, string right, CancellationToken cancellationToken)
    {
        if (SqlFile.AreSame(left, right))
        {
            return true;
        }

        try
        {
            var one = await UnderstandAsync(key, left, cancellationToken);
            var other = await UnderstandAsync(key, right, cancellationToken);
            return one.MeansTheSame(other);
        }
        catch (ConnectorServiceException wrong) when (wrong.Code == ConnectorErrorCode.InvalidBody)
        {
            return false;
        }
    }

    public override async Task<IReadOnlyList<ResourceOp>> PlanAsync(ResourceKey key, string? before, string? after, CancellationToken cancellationToken)
    {
        var place = $"`{key.Name}` in `{key["schema"]}` of `{key["database"]}`";
        if (after is null)
        {
            return [DropOp(key, before!, place)];
        }

        if (before is null)
        {
            await CheckAsync(key, after, cancellationToken);
            return [CreateOp(key, after) with { Message = $"Create the {Noun} {place}" }];
        }

        var changes = Difference(
            await UnderstandAsync(key, before, cancellationToken), await UnderstandAsync(key, after, cancellationToken));
        var ops = new List<ResourceOp>();
        foreach (var group in Groups(changes))
        {
            var message = string.Join("; ", group.Select(change => change.Message));
            ops.Add(ResourceOp.Of(Alter, new SqlStatements([.. group.SelectMany(change => change.Statements)])) with
            {
                Message = $"Change the {Noun} {place}: {message}",
                Kind = OpKind.Update,
                DestroysData = group[0].DestroysData,
                Irreversible = group[0].DestroysData,
            });
        }

        return ops;
    }

    public override async Task<Outputs> ExecuteAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
    {
        if (op.Name != Alter)
        {
            return await base.ExecuteAsync(key, op, cancellationToken);
        }

        await Cluster.ExecuteAsync(key["database"], key["schema"], op.Arguments<SqlStatements>().Sql, cancellationToken);
        return Named(key);
    }

    public override async Task<Outputs> CreateAsync(ResourceKey key, string body, CancellationToken cancellationToken)
    {
        var content = Parse(key, body);
        var statements = content.Statements.Select(statement => statement.Source).ToList();
        if (content.Owner is { } owner)
        {
            statements.Add($"ALTER {noun} {Quoting.Name(key.Name)} OWNER TO {Quoting.Name(owner)}");
        }

        await Cluster.ExecuteAsync(key["database"], key["schema"], statements, cancellationToken);
        return Named(key);
    }

    public override Task DeleteAsync(ResourceKey key, string before, CancellationToken cancellationToken)
        => Cluster.ExecuteAsync(
            key["database"], null, [$"DROP {noun} IF EXISTS {Quoting.Name(key["schema"], key.Name)}"], cancellationToken);

    /// <summary>What a file declares.</summary>
    protected async Task<T> UnderstandAsync(ResourceKey key, string text, CancellationToken cancellationToken)
    {
        var content = Parse(key, text);
        try
        {
            var found = await Scratches.UnderstandAsync(
                new(key["database"], key["schema"], key.Name), text, content, cancellationToken);
            return (T)((SqlDefinition)found with { Owner = content.Owner });
        }
        catch (SqlFileException wrong)
        {
            throw Invalid(key, text, wrong);
        }
    }

    private ResourceOp DropOp(ResourceKey key, string before, string place)
        => DeleteOp(key, before) with
        {
            Message = noun == "TABLE" ? $"Drop the table {place} with all its rows" : $"Drop the {Noun} {place}",
            DestroysData = noun == "TABLE",
            Irreversible = noun == "TABLE",
        };

    /// <summary>What is missing may be made by the same run; everything else is said at once.</summary>
    private async Task CheckAsync(ResourceKey key, string text, CancellationToken cancellationToken)
    {
        try
        {
            await UnderstandAsync(key, text, cancellationToken);
        }
        catch (ConnectorServiceException later) when (later is { InnerException: SqlFileException { IsMissing: true } } or { Code: ConnectorErrorCode.NotFound })
        {
            // Its creation tells.
        }
    }

    private SqlObject Parse(ResourceKey key, string text)
    {
        var content = new SqlObjectReader(noun).Read(text)
            ?? throw new ConnectorServiceException(ConnectorErrorCode.InvalidBody, $"{key.VirtualAddress} does not declare a {Noun}");
        return content.Name.Name == key.Name && (content.Name.Qualifier ?? key["schema"]) == key["schema"]
            ? content
            : throw Invalid(key, text, new(
                content.Name.Start,
                content.Name.Length,
                $"The file's place says that this {Noun} is `{key.Name}` in the schema `{key["schema"]}` (change the name, or move the file)"));
    }

    private static ConnectorServiceException Invalid(ResourceKey key, string text, SqlFileException wrong)
    {
        var span = SpanOf(text, wrong.Start, wrong.Length);
        var hint = wrong.IsMissing
            ? " (the search path is the schema of the file; what another file of this change makes is there once that one is applied)"
            : "";
        return new(ConnectorErrorCode.InvalidBody, $"{key.VirtualAddress}:{span.Start}: {wrong.Message}{hint}", wrong) { Span = span };
    }

    private static IEnumerable<IReadOnlyList<SqlChange>> Groups(IReadOnlyList<SqlChange> changes)
    {
        var group = new List<SqlChange>();
        foreach (var change in changes)
        {
            if (group.Count > 0 && (change.DestroysData || group[0].DestroysData))
            {
                yield return [.. group];
                group.Clear();
            }

            group.Add(change);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
