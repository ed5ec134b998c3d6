using Autoschematic.Sdk.Resources;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>What is sensitive is in no message of a plan, wherever in a body it stands.</summary>
public sealed class HiddenValueTests
{
    private const string Ann = "Login(name: \"ann\", password: \"hunter2\")";

    [Theory]
    [InlineData("", $"owner: {Ann}", "set `owner` to Login(name: \"ann\", password: \"***\")")]
    [InlineData($"owner: {Ann}", "", "remove `owner`, which is Login(name: \"ann\", password: \"***\")")]
    [InlineData($"owner: {Ann}", "owner: Login(name: \"ann\", password: \"hunter3\")", "set `owner.password` to another value (hidden)")]
    [InlineData($"owner: {Ann}", "owner: Login(name: \"bob\", password: \"hunter3\", tries: 5)",
        "set `owner.name` from \"ann\" to \"bob\"; set `owner.password` to another value (hidden); set `owner.tries` from 3 to 5")]
    [InlineData("", $"users: [{Ann}]", "add Login(name: \"ann\", password: \"***\") to `users`")]
    [InlineData($"users: [{Ann}]", "", "remove Login(name: \"ann\", password: \"***\") from `users`")]
    [InlineData($"users: [{Ann}]", "users: [Login(name: \"ann\", password: \"hunter3\")]", "set `users` to another value (hidden)")]
    [InlineData($"users: [{Ann}]", "users: [Login(name: \"ann\", password: \"hunter3\", tries: 5)]",
        "remove Login(name: \"ann\", password: \"***\") from `users` and add Login(name: \"ann\", password: \"***\", tries: 5) to `users`")]
    [InlineData($"users: [{Ann}, Login(name: \"b\", password: \"hunter4\")]", $"users: [Login(name: \"b\", password: \"hunter4\"), {Ann}]",
        "set `users` from [Login(name: \"ann\", password: \"***\"), Login(name: \"b\", password: \"***\")] to [Login(name: \"b\", password: \"***\"), Login(name: \"ann\", password: \"***\")]")]
    [InlineData("", $"robots: {{\"r2\": {Ann}}}", "set `robots.r2` to Login(name: \"ann\", password: \"***\")")]
    [InlineData($"robots: {{\"r2\": {Ann}}}", "", "remove `robots.r2`, which is Login(name: \"ann\", password: \"***\")")]
    [InlineData($"robots: {{\"r2\": {Ann}}}", "robots: {\"r2\": Login(name: \"ann\", password: \"hunter3\")}", "set `robots.r2.password` to another value (hidden)")]
    [InlineData("", "door: Locked(maker: \"acme\", code: \"hunter2\")", "set `door` to Locked(maker: \"acme\", code: \"***\")")]
    [InlineData("door: Locked(maker: \"acme\", code: \"hunter2\")", "door: Open", "set `door` from Locked(maker: \"acme\", code: \"***\") to Open")]
    [InlineData("door: Locked(maker: \"acme\", code: \"hunter2\")", "door: Locked(maker: \"acme\", code: \"hunter3\")", "set `door.code` to another value (hidden)")]
    [InlineData("door: Open", "door: Guarded(name: \"ann\", password: \"hunter2\")", "set `door` from Open to Guarded(name: \"ann\", password: \"***\")")]
    [InlineData("door: Keyed(2, \"hunter2\")", "door: Keyed(3, \"hunter2\")", "set `door` from Keyed(2, \"***\") to Keyed(3, \"***\")")]
    [InlineData("door: Keyed(2, \"hunter2\")", "door: Keyed(2, \"hunter3\")", "set `door` to another value (hidden)")]
    [InlineData("", $"spare: (\"left\", {Ann})", "set `spare` to (\"left\", Login(name: \"ann\", password: \"***\"))")]
    [InlineData("", "codes: {\"hunter1\": \"hunter2\"}", "set `codes` to another value (hidden)")]
    [InlineData("codes: {\"hunter1\": \"hunter2\"}", "codes: {\"hunter1\": \"hunter3\"}", "set `codes` to another value (hidden)")]
    [InlineData("", "tree: Tree(below: [Tree(word: \"hunter2\")])", "set `tree` to Tree(below: [Tree(word: \"***\")])")]
    public async Task Update_shows_no_secret(string before, string after, string expected)
    {
        var messages = await new VaultHandler().PlanAsync($"Vault({before})", $"Vault({after})");
        Assert.Equal([$"Update vault `main`: {expected}"], messages);
        Assert.DoesNotContain(messages, message => message.Contains("hunter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_delete_and_replace_show_no_secret()
    {
        var vaults = new VaultHandler();
        Assert.Equal(["Create vault `main`"], await vaults.PlanAsync(null, $"Vault(title: \"t\", owner: {Ann})"));
        Assert.Equal(["Delete vault `main`"], await vaults.PlanAsync($"Vault(title: \"t\", owner: {Ann})", null));
        Assert.Equal(
            ["Delete vault `main`, to create it again: `root` cannot be changed in place", "Create vault `main` again: set `root` to Login(name: \"ann\", password: \"***\")"],
            await vaults.PlanAsync("Vault()", $"Vault(root: {Ann})"));
        Assert.Equal(
            ["Delete vault `main`, to create it again: `root.password` cannot be changed in place", "Create vault `main` again: set `root.password` to another value (hidden)"],
            await vaults.PlanAsync($"Vault(root: {Ann})", "Vault(root: Login(name: \"ann\", password: \"hunter3\"))"));
    }

    [Fact]
    public void Whole_resource_that_is_written_keeps_its_secrets()
        => Assert.Equal(
            "Vault(\n    owner: Login(\n        name: \"ann\",\n        password: \"hunter2\",\n    ),\n)\n",
            System.Text.Encoding.UTF8.GetString(BodyFormat.Record<Vault>().Write(new Vault { Owner = new() { Name = "ann", Password = "hunter2" } })));
}
