using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`autoschematic.lock.ron` as it is written: by prefix and shortname, what was installed.</summary>
[RonName("AutoschematicLock")]
[Doc("The versions of connectors that were installed from packages, with their hashes.")]
[GenerateShape]
internal sealed partial record LockFileDocument(
    [Doc("What was installed, by prefix and by the connector's shortname.", Text = DocumentText.Prefix, Values = DocumentText.Connector)]
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, LockedDocument>> Prefixes);

/// <summary>`Locked(…)` as it is written.</summary>
[RonName("Locked")]
[Doc("One installed package.")]
internal sealed record LockedDocument(
    [Doc("The name of the package, as in the connector's spec.")] string Name,
    [Doc("The version that was installed.")] string Version,
    [Doc("The SHA-256 of the package: 64 hexadecimal digits in lower case.")] string Sha256);
