using Autoschematic.Ron.Fuzz;
using CsCheck;

namespace Autoschematic.Ron.Tests.Syntax;

public sealed class LawTests
{
    [Fact]
    public void Laws_hold_for_any_text() => Gen.String[0, 40].Sample(Laws.CheckAll, iter: 2000);

    [Fact]
    public void Laws_hold_for_any_mixture_of_ron_characters()
        => Gen.String[Gen.Char["()[]{}:,\"'\\/*#!rb1.e-+_ \nSaN"], 0, 30].Sample(Laws.CheckAll, iter: 5000);

    [Fact]
    public void Laws_hold_for_documents_of_the_grammar()
        => Gen.Int.Sample(seed => Laws.CheckAll(RonGrammar.Document(new Random(seed), json: seed % 4 == 0)), iter: 2000);
}
