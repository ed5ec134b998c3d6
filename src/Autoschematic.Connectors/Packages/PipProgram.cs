namespace Autoschematic.Connectors.Packages;

/// <summary>How `pip` is run for an environment.</summary>
/// <param name="Brought">Packages that it brought along, which nobody asked for.</param>
internal sealed record PipProgram(string Python, IReadOnlyList<string> Arguments, IReadOnlyList<string> Brought)
{
    private static readonly string[] Quiet = ["--disable-pip-version-check", "--no-input"];

    public static PipProgram For(string python, string own, bool servesOthers)
        => servesOthers
            ? new(python, ["-I", "-m", "pip", "--python", own, .. Quiet], [])
            : new(own, ["-I", "-m", "pip", .. Quiet], ["pip", "setuptools"]);
}
