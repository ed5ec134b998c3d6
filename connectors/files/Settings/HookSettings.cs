using System.ComponentModel;
using Autoschematic.Ron.Binding;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Files.Settings;

[GenerateShape]
[RonName("Hook")]
[Description("Commands that a shell of the host runs around changes. Changes that are made at the same time share one run.")]
internal sealed partial record HookSettings
{
    [Description("Which absolute paths: `*` is part of a name, `**` any number of directories.")]
    [Example("\"/etc/nginx/**\"")]
    public required string Paths { get; init; }

    [Description("Runs before the changes; when it fails nothing is changed.")]
    public string? Pre { get; init; }

    [Description("Runs after the changes and before `post`; when it fails the changes are taken back.")]
    [Example("\"nginx -t\"")]
    public string? Check { get; init; }

    [Description("Runs after the changes; when it fails the changes are taken back, so that the next apply makes them again.")]
    [Example("\"systemctl reload nginx\"")]
    public string? Post { get; init; }

    [Description("How many seconds each of its commands may take; one that takes longer is ended, and has failed.")]
    public int Timeout { get; init; } = 600;
}
