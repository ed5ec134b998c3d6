using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`autoschematic.lock.ron` as it is written.</summary>
[RonName("AutoschematicLock")]
[Doc("The packages that connectors were installed from, with their versions and hashes; `autoschematic install` writes it.")]
[GenerateShape]
internal sealed partial record LockFileDocument(
    [Doc("What was installed, once for each package and version that specs ask for.")]
    IReadOnlyList<LockedPackage> Packages);
