using Autoschematic.Engine.Workflows;
using CsCheck;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class RunOutcomesTests
{
    private static readonly int[] StrongestFirst = [130, 70, 64, 4, 1, 3, 5, 2, 0];

    [Fact]
    public void The_strongest_reason_wins_whatever_the_order()
        => Gen.Int[0, 8].Select(index => (RunOutcome)StrongestFirst[index]).Array[0, 6].Sample(outcomes =>
        {
            var expected = StrongestFirst.FirstOrDefault(code => outcomes.Contains((RunOutcome)code), 0);
            Assert.Equal((RunOutcome)expected, RunOutcomes.Combine(outcomes));
            Assert.Equal((RunOutcome)expected, RunOutcomes.Combine(outcomes.Reverse()));
        });

    [Theory]
    [InlineData(0, 0, RunOutcome.Done)]
    [InlineData(3, 0, RunOutcome.Done)]
    [InlineData(3, 1, RunOutcome.Partly)]
    [InlineData(0, 1, RunOutcome.Error)]
    public void Counts_make_an_outcome(int succeeded, int failed, RunOutcome outcome)
        => Assert.Equal(outcome, RunOutcomes.Of(succeeded, failed));
}
