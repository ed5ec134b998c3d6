using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>The first thing wrong inside a token.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where reading stopped.</param>
internal readonly record struct LexicalError(LiteralProblem Problem, int Start, int End);
