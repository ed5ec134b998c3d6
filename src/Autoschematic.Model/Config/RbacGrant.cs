using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config;

/// <summary>How much a role may do, least first: `None`, `ReadOnly`, `ApplyIfApprovedBy`, `Apply`.</summary>
[RonName("Grant")]
[Doc("How much a role may do, least first: `None`, `ReadOnly`, `ApplyIfApprovedBy`, `Apply`.")]
[DerivedTypeShape(typeof(None), Name = "None")]
[DerivedTypeShape(typeof(ReadOnly), Name = "ReadOnly")]
[DerivedTypeShape(typeof(ApplyIfApprovedBy), Name = "ApplyIfApprovedBy")]
[DerivedTypeShape(typeof(Apply), Name = "Apply")]
public abstract record RbacGrant
{
    private RbacGrant()
    {
    }

    [Doc("Nothing.")]
    public sealed record None : RbacGrant;

    [Doc("Look: plan, drift, get.")]
    public sealed record ReadOnly : RbacGrant;

    /// <summary>Apply after approval by a different user who holds the role.</summary>
    [Doc("Apply after approval by a different user who holds the role named.")]
    public sealed record ApplyIfApprovedBy(
        [Doc("The role whose holders may approve.", Text = DocumentText.Role)] string Role) : RbacGrant;

    [Doc("Everything: plan, apply, pull, import.")]
    public sealed record Apply : RbacGrant;
}
