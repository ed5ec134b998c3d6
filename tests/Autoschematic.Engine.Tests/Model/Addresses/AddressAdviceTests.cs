using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Model.Addresses;

public sealed class AddressAdviceTests
{
    [Fact]
    public void Paths_that_windows_cannot_have_are_warned_about()
    {
        var diagnostics = new DiagnosticBag();

        AddressAdvice.Check(RepoPath.Parse("main/roles/arn:aws.ron"), diagnostics);
        AddressAdvice.Check(RepoPath.Parse("main/roles/admin.ron"), diagnostics);

        var warning = Assert.Single(diagnostics);
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Equal("main/roles/arn:aws.ron: ADR001: The path `main/roles/arn:aws.ron` holds `:`, which Windows does not allow", warning.ToString());
    }
}
