using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`autoschematic.lock.ron` as it is written: by prefix and shortname, what was installed.</summary>
[RonName("AutoschematicLock")]
[GenerateShape]
internal sealed partial record LockFileDocument(IReadOnlyDictionary<string, IReadOnlyDictionary<string, LockedDocument>> Prefixes);

/// <summary>`Locked(…)` as it is written.</summary>
[RonName("Locked")]
internal sealed record LockedDocument(string Name, string Version, string Sha256);
