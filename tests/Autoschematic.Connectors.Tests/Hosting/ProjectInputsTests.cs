using Autoschematic.Connectors.Install;
using Autoschematic.Testing;

namespace Autoschematic.Connectors.Tests.Hosting;

public sealed class ProjectInputsTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><DefaultItemExcludes>$(DefaultItemExcludes);data/**;tests/**</DefaultItemExcludes></PropertyGroup>
        </Project>
        """;

    [Theory]
    [InlineData("data/note.json", false)]
    [InlineData("tests/Laws.cs", false)]
    [InlineData("obj/project.assets.json", false)]
    [InlineData("inner/data/Note.cs", true)]
    [InlineData("Program.cs", true)]
    [InlineData("nuget.config", true)]
    public void What_a_project_leaves_out_is_no_reason_to_build_it_again(string file, bool isInput)
    {
        using var files = TestWorkspace.Create(("connectors/demo/Demo.csproj", Project));
        var before = ProjectInputs.Fingerprint(files.PathOf("connectors/demo/Demo.csproj"));
        files.Write($"connectors/demo/{file}", "new");
        Assert.Equal(isInput, before != ProjectInputs.Fingerprint(files.PathOf("connectors/demo/Demo.csproj")));
    }
}
