using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`autoschematic.rbac.ron` as it is written.</summary>
[GenerateShape]
internal sealed partial record AutoschematicRbacConfig(IReadOnlyDictionary<string, RoleDocument> Roles);
