using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Reading;

internal static class ReadingDiagnostics
{
    public static Diagnostic NoOutputs(ResourceKey resource) => Diagnostic.Error(
        "GET001",
        $"`{resource}` has no outputs",
        hint: "outputs are written by `import` and `apply`");

    public static Diagnostic NoSuchOutput(ResourceKey resource, string key, IEnumerable<string> known) => Diagnostic.Error(
        "GET002",
        $"`{resource}` has no output `{key}`",
        hint: $"it has {string.Join(", ", known.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}");

    public static Diagnostic NotThere(ResourceKey resource, bool hasFile) => Diagnostic.Error(
        "GET003",
        $"`{resource}` does not exist{(hasFile ? " remotely" : ", neither remotely nor as a file")}",
        hint: hasFile
            ? $"`autoschematic plan {resource.File}` shows what would create it"
            : "`autoschematic drift --unmanaged` lists what exists remotely only, `autoschematic create` begins a new file");

    public static Diagnostic Waiting(ResourceKey resource, string waits) => Diagnostic.Error(
        "GET004", $"The physical address of `{resource}` is not known yet: it waits for {waits}");

    public static Diagnostic SecretsHidden(ResourceKey resource) => Diagnostic.Warning(
        "GET005",
        $"`{resource}` holds known secrets, and `***` stands in their place",
        hint: "`autoschematic unseal FILE` prints a secret");
}
