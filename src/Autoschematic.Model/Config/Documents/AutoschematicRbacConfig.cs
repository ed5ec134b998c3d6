using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`autoschematic.rbac.ron` as it is written.</summary>
[Doc("Who may do what with which prefix. The server holds everybody to it; `validate` checks it.")]
[GenerateShape]
internal sealed partial record AutoschematicRbacConfig(
    [Doc("The roles by their names. Somebody with several roles may do what any of them allows.")]
    IReadOnlyDictionary<string, RoleDocument> Roles);
