using PolyType;

namespace Autoschematic.Postgres.Sql;

/// <summary>What an operation executes, in one transaction.</summary>
[GenerateShape]
internal sealed partial record SqlStatements(IReadOnlyList<string> Sql);
