using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Tests.Model.Addresses;

public sealed class UnicodeFoldingTests
{
    [Theory]
    [InlineData("CAFÉ", "cafe\u0301")]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("\u212bngstr\u00f6m", "A\u030angstrO\u0308m")]
    [InlineData("Stra\u00dfe", "STRASSE")]
    [InlineData("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3")]
    [InlineData("\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af")]
    [InlineData("a\u0323\u0307", "a\u0307\u0323")]
    [InlineData("\u1e69", "s\u0323\u0307")]
    [InlineData("\u0130", "i\u0307")]
    [InlineData("\u13a0", "\uab70")]
    [InlineData("x\u200dy", "xy")]
    [InlineData("\U00010400", "\U00010428")]
    public void Names_that_a_disk_takes_for_one_fold_alike(string left, string right)
        => Assert.Equal(RepoPath.Parse(left).Folded, RepoPath.Parse(right).Folded);

    [Theory]
    [InlineData("a", "b")]
    [InlineData("e", "\u00e9")]
    [InlineData("i", "\u0131")]
    public void Other_names_stay_apart(string left, string right)
        => Assert.NotEqual(RepoPath.Parse(left).Folded, RepoPath.Parse(right).Folded);
}
