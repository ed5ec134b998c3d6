using Autoschematic.Postgres.Server;
using Npgsql;

namespace Autoschematic.Postgres.Tables;

/// <summary>Reads tables; what the search path shows is named without its schema.</summary>
internal static class TableCatalog
{
    /// <summary>Which tables there are: no partitions, no heirs, none of an extension.</summary>
    public const string Ordinary = """
        c.relkind = 'r' and not c.relispartition and c.reloftype = 0
        and not exists (select from pg_inherits i where i.inhrelid = c.oid)
        and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
        """;

    private const string Tables = $"""
        select c.oid, quote_ident(c.relname), pg_get_userbyid(c.relowner)::text, quote_ident(pg_get_userbyid(c.relowner)),
               c.relpersistence = 'u', c.relrowsecurity, c.relforcerowsecurity, c.reloptions, obj_description(c.oid, 'pg_class')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relname = $2 and {Ordinary}
        """;

    private const string Columns = """
        select quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
               case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end,
               pg_get_expr(d.adbin, d.adrelid, true), a.attgenerated <> '', a.attidentity::text, a.attnotnull,
               col_description(a.attrelid, a.attnum), s.options, s.sequence
        from pg_attribute a
        join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        left join lateral (
            select q.oid::regclass::text as sequence,
                   case when s.seqstart <> 1 or s.seqincrement <> 1 or s.seqmin <> 1 or s.seqcache <> 1 or s.seqcycle
                             or s.seqtypid <> a.atttypid
                             or s.seqmax <> case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647
                                                            else 9223372036854775807 end
                        then format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s %s',
                                    s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, case when s.seqcycle then 'CYCLE' else 'NO CYCLE' end)
                   end as options
            from pg_depend o join pg_class q on q.oid = o.objid and q.relkind = 'S' join pg_sequence s on s.seqrelid = q.oid
            where o.classid = 'pg_class'::regclass and o.refclassid = 'pg_class'::regclass
              and o.refobjid = a.attrelid and o.refobjsubid = a.attnum
              and (o.deptype = 'i' or (o.deptype = 'a' and q.relnamespace = (select relnamespace from pg_class where oid = a.attrelid)
                   and q.relname = (select relname from pg_class where oid = a.attrelid) || '_' || a.attname || '_seq'))
            order by o.deptype desc, q.oid limit 1
        ) s on true
        where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    private const string Constraints = """
        select quote_ident(conname), pg_get_constraintdef(oid, true), obj_description(oid, 'pg_constraint')
        from pg_constraint
        where conrelid = $1 and contype in ('p', 'u', 'c', 'x', 'f') and conparentid = 0
        order by position(contype::text in 'pucxf'), conname
        """;

    private const string Indexes = """
        select quote_ident(c.relname), pg_get_indexdef(c.oid, 0, true), obj_description(c.oid, 'pg_class')
        from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = $1 and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
        order by c.relname
        """;

    public static async Task<Table?> FindAsync(NpgsqlConnection connection, string schema, string name, CancellationToken cancellationToken)
        => await connection.RowsAsync(Tables, row => (Id: row.GetFieldValue<uint>(0), Table: ReadTable(row)), cancellationToken, schema, name)
            is not [var (id, table)]
            ? null
            : table with
            {
                Columns = await connection.RowsAsync(Columns, ReadColumn, cancellationToken, ParameterOf(id)),
                Constraints = await connection.RowsAsync(Constraints, ReadPart, cancellationToken, ParameterOf(id)),
                Indexes = await connection.RowsAsync(Indexes, ReadPart, cancellationToken, ParameterOf(id)),
            };

    private static NpgsqlParameter ParameterOf(uint id) => new() { Value = id, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid };

    private static Table ReadTable(NpgsqlDataReader row) => new(row.GetString(1))
    {
        Owner = row.GetString(2),
        QuotedOwner = row.GetString(3),
        IsUnlogged = row.GetBoolean(4),
        HasRowSecurity = row.GetBoolean(5),
        ForcesRowSecurity = row.GetBoolean(6),
        Options = row.Texts(7),
        Comment = row.TextOrNull(8),
    };

    private static TableColumn ReadColumn(NpgsqlDataReader row)
    {
        var column = new TableColumn(row.GetString(0), row.GetString(1))
        {
            Collation = row.TextOrNull(2),
            Expression = row.TextOrNull(3),
            IsGenerated = row.GetBoolean(4),
            Identity = row.GetString(5) switch { "a" => "ALWAYS", "d" => "BY DEFAULT", _ => null },
            IsNotNull = row.GetBoolean(6),
            Comment = row.TextOrNull(7),
            SequenceOptions = row.TextOrNull(8),
        };
        if (column.Identity is not null)
        {
            return column;
        }

        // `serial` is short for a sequence of the usual name, a default and not null.
        var isSerial = row.TextOrNull(9) is { } sequence && column is { IsNotNull: true, SequenceOptions: null, Type: "integer" or "bigint" or "smallint" }
            && column.Expression == $"nextval({Quoting.Text(sequence)}::regclass)";
        return column with { SequenceOptions = null, SerialSequence = isSerial ? row.GetString(9) : null };
    }

    private static TablePart ReadPart(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.TextOrNull(2));
}
