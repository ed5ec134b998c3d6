using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Tests.Secrets;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Resources whose connector declares that an output says where they live.</summary>
public sealed class DeclaredMappingTests
{
    private const string Output = ".autoschematic/main/nets/a.txt.out.json";
    private const string Sealed = ".autoschematic/main/nets/a.txt.id.sealed";

    [Theory]
    [InlineData("{\n  \"OutputMap\": {\n    \"id\": \"n-", "OUT001 The output file is not valid JSON")]
    [InlineData("<<<<<<< HEAD\n{\"OutputMap\": {\"id\": \"n-1\"}}\n=======\n{\"OutputMap\": {\"id\": \"n-2\"}}\n>>>>>>> other\n", "OUT001 The output file is not valid JSON")]
    [InlineData("{\"PointerToVirtual\": \"nets/a.txt\"}", "OUT101 The pointers between output files go in a circle: `nets/a.txt` → `nets/a.txt`")]
    public async Task An_output_file_that_cannot_be_read_is_an_error_and_nothing_is_created(string content, string expected)
    {
        using var scenario = Mapped("n-1");
        scenario.Repository.Write(Output, content).Stage("main/nets/a.txt", "two");

        await ExpectErrorAsync(scenario, expected);
    }

    [Fact]
    public async Task A_sealed_id_without_the_key_is_an_error_and_nothing_is_created()
    {
        using var scenario = Mapped("n-1");
        Keystores.Configure(scenario.Repository);
        var workspace = await scenario.OpenAsync();
        var problems = new DiagnosticBag();
        workspace.Secrets.WriteText(workspace.Files, TestWorkspace.At(Sealed), "n-1", workspace.Secrets.FindOwnRecipient(problems)!, problems);
        Assert.Empty(problems);
        scenario.Repository.Host = scenario.Repository.Host with { Keystore = null };
        scenario.Repository.Write(Output, $$$"""{"OutputMap": {"id": "secret://{{{Sealed}}}"}}""").Stage("main/nets/a.txt", "two");

        await ExpectErrorAsync(scenario, $"SEC015 `{Sealed}` is sealed for `default`, and no keystore is configured");
    }

    [Fact]
    public async Task No_op_is_sent_when_the_output_file_it_would_be_added_to_cannot_be_read()
    {
        using var scenario = new Scenario(("main/a.txt", "one"));
        scenario.Cloud.Put("a.txt", "one");
        scenario.Repository.Write(".autoschematic/main/a.txt.out.json", "{\"OutputMap\": {").Stage("main/a.txt", "two");

        Assert.Equal(
            """
            failed update main/a.txt 0/1
            OUT001 The output file is not valid JSON
            Error
            """,
            Scenario.Show(await scenario.ApplyAsync(request => request with { AllowDirty = true })));
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Theory]
    [InlineData("a/b", "nets/a%2Fb.txt")]
    [InlineData("50%25", "nets/50%2525.txt")]
    [InlineData("a\\u0001", "nets/a%01.txt")]
    [InlineData("", null)]
    public async Task An_id_that_may_be_written_otherwise_in_an_address_is_asked_for(string id, string? physical)
    {
        using var scenario = Mapped(id);
        scenario.Connector.Mapper = _ => physical is null ? new PhysicalMapping.NotPresent() : new PhysicalMapping.Present(physical);
        if (physical is not null)
        {
            scenario.Cloud.Put(physical, "one");
        }

        scenario.Repository.Stage("main/nets/a.txt", "two");

        Assert.Equal([physical is null ? "create" : "update"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
        Assert.Equal(1, scenario.Connector.CountOf("AddrVirtToPhy"));
    }

    private static Scenario Mapped(string id)
    {
        var scenario = new Scenario(("main/nets/a.txt", "one"), (Output, $$$"""{"OutputMap": {"id": "{{{id}}}"}}"""));
        scenario.Connector.Capabilities = scenario.Connector.Capabilities with
        {
            Kinds = [new DeclaredKind("nets/[name].txt", FilterBits.Resource, DeclaredMapping.ByOutput, "id", DeclaredEquality.Bytes)],
        };
        scenario.Cloud.Put("nets/n-1.txt", "one");
        return scenario;
    }

    private static async Task ExpectErrorAsync(Scenario scenario, string expected)
    {
        Assert.Equal($"error main/nets/a.txt\n{expected}\nError", Scenario.Show(await scenario.PlanAsync()));

        var drift = await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new DriftRequest(new SelectionRequest(new SelectionMode.All())), Scenario.Ignore, CancellationToken.None);
        Assert.Equal($"{expected}\n", Scenario.Show([Assert.IsType<DriftStatus.Failed>(Assert.Single(drift.Resources).Status).Diagnostic]));
        Assert.Equal(RunOutcome.Error, drift.Outcome);

        Assert.Contains("failed", Scenario.Show(await scenario.ApplyAsync(request => request with { AllowDirty = true })), StringComparison.Ordinal);
        Assert.Equal("", scenario.Connector.Mutations);
    }
}
